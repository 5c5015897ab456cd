"""Speech is told from silence and noise."""

import numpy as np
import pytest

from coach.listening.gate import Gate
from coach.ports import FRAME_SAMPLES, Samples
from tests.listening.speech import spoken


def speech_frames(gate: Gate, sound: Samples) -> list[bool]:
    """What the gate says to each whole frame."""
    whole = len(sound) // FRAME_SAMPLES * FRAME_SAMPLES
    return [gate.hears_speech(frame) for frame in sound[:whole].reshape(-1, FRAME_SAMPLES)]


def test_silence_and_hiss_are_not_speech() -> None:
    """The zeros of a closed microphone, and a room."""
    hiss = np.random.default_rng(7).normal(0, 0.01, 20 * FRAME_SAMPLES).astype(np.float32)
    assert not any(speech_frames(Gate(), np.zeros(20 * FRAME_SAMPLES, np.float32)))
    assert not any(speech_frames(Gate(), hiss))


@pytest.mark.engines
def test_speech_is_heard_from_its_beginning() -> None:
    """Also when it begins with the very first frame, and again after a reset."""
    gate = Gate()
    sound = spoken("seven")[FRAME_SAMPLES * 15 :]
    first = speech_frames(gate, sound)
    assert sum(first) >= 8
    gate.reset()
    assert speech_frames(gate, sound) == first


@pytest.mark.engines
def test_after_a_long_lull_a_word_is_heard_as_well_as_after_a_short_one() -> None:
    """In a silent room the model is left alone, and has missed nothing when somebody speaks."""
    room = np.random.default_rng(7).normal(0, 1e-4, 200 * FRAME_SAMPLES).astype(np.float32)
    sound = spoken("seven")
    after_short, after_long = Gate(), Gate()
    assert not any(speech_frames(after_short, room[: 20 * FRAME_SAMPLES]) + speech_frames(after_long, room))
    assert abs(sum(speech_frames(after_long, sound)) - sum(speech_frames(after_short, sound))) <= 2
