"""Recordings come to the ear as a live reply does."""

import numpy as np

from coach.effects import Expectation
from coach.events import FellSilent, Heard
from coach.listening.recording import hear_sound
from coach.ports import RATE_HERTZ
from tests.fakes.ear import FakeEar


def test_a_recording_is_followed_by_silence() -> None:
    """For as long as the ear waits: also when the recording is shorter than a frame."""
    speech = np.full(100, 0.1, np.float32)
    assert isinstance(hear_sound(FakeEar(["yes"]), speech, Expectation(("yes",))), Heard)
    assert hear_sound(FakeEar(), speech, Expectation(("yes",))) == FellSilent(1)


def test_a_recording_with_a_fault_says_so() -> None:
    """So that nobody blames the ear, or the person, for a microphone that was switched off."""
    nothing = hear_sound(FakeEar(), np.zeros(4 * RATE_HERTZ, np.float32), Expectation(("yes",)))
    assert nothing.fault == "dead"
