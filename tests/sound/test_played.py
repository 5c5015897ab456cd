"""What was played is known, to the moment."""

import numpy as np
import pytest

from coach.ports import RATE_HERTZ, Samples
from coach.sound.played import Played


def sound(seconds: float, power: float) -> Samples:
    """Something of this mean square."""
    return np.full(round(seconds * RATE_HERTZ), np.sqrt(power), np.float32)


def test_nothing_was_played_at_first() -> None:
    """And there was never anything loud."""
    played = Played()
    assert played.ends_seconds == 0.0 and played.loudest(0.0, 100.0) == 0.0


def test_the_loudest_between_two_moments_is_known() -> None:
    """Also across sounds; what was before and after does not count."""
    played = Played()
    played.add(sound(1.0, 0.01), sounding=False, now=100.0)
    played.add(sound(1.0, 0.04), sounding=False, now=102.0)
    assert played.loudest(100.2, 100.8) == pytest.approx(0.01)
    assert played.loudest(100.2, 102.5) == pytest.approx(0.04)
    assert played.loudest(101.2, 101.8) == 0.0
    assert played.loudest(103.2, 110.0) == 0.0


def test_sounds_that_wait_for_each_other_follow_one_another() -> None:
    """One that is played at once begins at once."""
    played = Played()
    played.add(sound(2.0, 0.01), sounding=False, now=0.0)
    played.add(sound(2.0, 0.04), sounding=True, now=1.0)
    assert played.ends_seconds == pytest.approx(4.0)
    assert played.loudest(1.1, 1.8) == pytest.approx(0.01)
    later = Played()
    later.add(sound(2.0, 0.01), sounding=False, now=0.0)
    later.add(sound(0.1, 0.01), sounding=False, now=1.0)
    assert later.ends_seconds == pytest.approx(1.1)


def test_what_was_stopped_is_not_heard() -> None:
    """Only what had been played until then."""
    played = Played()
    played.add(sound(2.0, 0.01), sounding=False, now=0.0)
    played.add(sound(2.0, 0.04), sounding=True, now=0.5)
    played.stop(1.0)
    assert played.ends_seconds == pytest.approx(1.0)
    assert played.loudest(0.0, 0.9) == pytest.approx(0.01)
    assert played.loudest(1.1, 5.0) == 0.0
