"""How loud the coach is."""

import numpy as np
import pytest

from coach.kiosk.site import Volume as SiteVolume
from coach.sound.volume import Volume, fade_between


def decibels(factor: float) -> float:
    """A factor in decibels."""
    return float(20 * np.log10(factor))


def test_at_home_all_is_played_as_it_is() -> None:
    """The system has a volume of its own."""
    assert Volume().factor == 1.0


def test_there_are_steps_over_eighteen_decibels_with_one_at_twelve() -> None:
    """As the site's default says, and the standard asks (EN 301 549, 8.2.1)."""
    volume = SiteVolume().at_start()
    start, steps = volume.factor, []
    for _ in range(20):
        volume.louder()
        steps.append(round(decibels(volume.factor / start)))
    assert steps[-1] >= 18 and 12 in steps


def test_nothing_is_ever_cut_off_at_its_peaks() -> None:
    """However often louder is pressed: the loudest is the sound itself."""
    volume = Volume(-6, 18, 3)
    for _ in range(100):
        volume.louder()
        assert volume.factor <= 1.0
    assert volume.factor == 1.0


def test_softer_ends_where_it_can_still_be_heard() -> None:
    """Nobody turns it off for the next person, nor for a safety path."""
    volume = Volume(-6, 18, 3)
    for _ in range(100):
        volume.softer()
    assert decibels(volume.factor) == pytest.approx(-24.0)


def test_the_next_person_begins_where_anybody_does() -> None:
    """Whatever the one before pressed."""
    volume = Volume(-6, 18, 3)
    start = volume.factor
    volume.louder()
    volume.begin_anew()
    assert volume.factor == start


def test_a_change_makes_no_click() -> None:
    """It goes over the block that is played just then."""
    faded = fade_between(np.ones(480, np.float32), 0.25, 0.5)
    assert faded[0] == 0.25 and faded[-1] == 0.5 and np.abs(np.diff(faded)).max() < 0.001
    assert np.all(fade_between(np.ones(480, np.float32), 0.5, 0.5) == 0.5)
