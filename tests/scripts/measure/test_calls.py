"""How a sleeping coach is measured."""

import numpy as np
import pytest

from coach.effects import Expectation
from coach.ports import RATE_HERTZ
from scripts.measure import calls
from tests.fakes.ear import FakeEar

CALL = Expectation(("hello coach",), unasked=True, no_input_seconds=600.0)


def test_each_call_is_counted_and_nothing_else() -> None:
    """It sleeps on after each."""
    sound = np.full(10 * RATE_HERTZ, 0.1, np.float32)
    assert calls.listens(FakeEar(["hello coach", "the weather", "hello coach", None]), sound, CALL) == 2


def test_clips_are_joined_with_pauses_in_a_room() -> None:
    """The same each time; between them it is quiet, and never digital silence."""
    clip = np.full(RATE_HERTZ, 0.5, np.float32)
    first, again = (calls.in_room([clip, clip], 1.0, 2.5) for _ in range(2))
    assert np.array_equal(first, again)
    loud = np.abs(first) > 0.25
    assert loud.sum() == pytest.approx(2 * RATE_HERTZ, rel=0.01) and not loud[:RATE_HERTZ].any()
    assert not loud[-2 * RATE_HERTZ :].any() and first[:RATE_HERTZ].any()


def test_music_has_a_tune_and_a_level() -> None:
    """As loud as a radio, of any length, never clipped."""
    sound = calls.music(1 / 3)
    assert len(sound) > 15 * RATE_HERTZ
    assert 10 * np.log10(np.square(sound).mean()) == pytest.approx(-22.0, abs=0.1)
    assert np.abs(sound).max() < 1.0
