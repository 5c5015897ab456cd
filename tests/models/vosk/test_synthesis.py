"""Speech with the times of its phones, from the real synthesisers."""

from itertools import pairwise

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.ports import RATE_HERTZ
from models.vosk.lexicon import UNKNOWN, lexicon
from models.vosk.synthesis import Speech, espeak, flite

pytestmark = pytest.mark.engines


@pytest.mark.parametrize("synthesiser", ["espeak", "flite"])
def test_the_phones_follow_each_other_through_the_sound(synthesiser: str) -> None:
    """ "Six" is silence, S, IH, K, S: without a gap, and the vowel is where it is loud."""
    speech: Speech = espeak().say("six", "en-us") if synthesiser == "espeak" else flite("six", "slt")
    spoken = [segment for segment in speech.segments if segment[2] != "SIL"]
    assert [phone for _, _, phone in spoken] == ["S", "IH", "K", "S"]
    assert all(one[1] == pytest.approx(other[0]) for one, other in pairwise(spoken))
    began, ended, _ = spoken[1]
    vowel = speech.pulses[int(began * RATE_HERTZ) : int(ended * RATE_HERTZ)]
    assert np.abs(vowel).mean() > np.abs(speech.pulses).mean()


def test_a_voice_that_there_is_not_is_told() -> None:
    """By name."""
    with pytest.raises(DeviceError, match="no-such-voice"):
        espeak().say("six", "no-such-voice")


def test_a_word_has_every_pronunciation_that_was_heard() -> None:
    """And the word for all others is speech of any kind."""
    said = lexicon(["the", "seven"])
    assert {("the", ("DH", "AH")), ("the", ("DH", "IY")), (UNKNOWN, ("SPN",))} <= set(said)
    assert ("seven", ("S", "EH", "V", "AH", "N")) in said
