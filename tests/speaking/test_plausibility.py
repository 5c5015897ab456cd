"""What can be a line, and what cannot."""

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples
from coach.speaking.plausibility import require_speech

TEXT = "Let your feet rest on the floor."


def tone(seconds: float) -> Samples:
    """Something that sounds."""
    return np.full(round(seconds * RATE_HERTZ), 0.1, np.float32)


@pytest.mark.parametrize(("text", "seconds"), [(TEXT, 2.0), ("Good.", 0.68), ("9 8 8", 3.0), (TEXT * 30, 60.0)])
def test_what_somebody_can_have_said_in_this_time_is_given_back(text: str, seconds: float) -> None:
    """At half the rate it may take twice as long."""
    assert require_speech(tone(seconds), text, 1.0) is not None
    assert require_speech(tone(2 * seconds), text, 0.5) is not None


@pytest.mark.parametrize(
    ("sound", "told"),
    [
        (tone(0.0), "silence"),
        (np.zeros(2 * RATE_HERTZ, np.float32), "silence"),
        (np.full(2 * RATE_HERTZ, np.nan, np.float32), "not numbers"),
        (tone(0.1), "0.1 s"),
        (tone(60.0), "60.0 s"),
        (tone(2.0).astype(np.float64), "no sound"),
        (tone(2.0)[:, None], "no sound"),
        (b"RIFF", "no sound"),
        (None, "no sound"),
    ],
)
def test_what_nobody_can_have_said_is_told(sound: object, told: str) -> None:
    """By what is wrong with it, and without the words: they may be a person's."""
    with pytest.raises(DeviceError, match=told) as failed:
        require_speech(sound, TEXT, 1.0)
    assert TEXT not in str(failed.value)
