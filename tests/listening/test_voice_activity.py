"""Voice activity, one frame at a time."""

import numpy as np
import pytest

from coach.checksums import sha256
from coach.listening.voice_activity import MODEL, VoiceActivity
from coach.ports import FRAME_SAMPLES, Samples
from tests.listening.speech import spoken


def probabilities(activity: VoiceActivity, sound: Samples) -> list[float]:
    """Of each whole frame."""
    whole = len(sound) // FRAME_SAMPLES * FRAME_SAMPLES
    return [activity.probability(frame) for frame in sound[:whole].reshape(-1, FRAME_SAMPLES)]


def test_the_model_is_the_one_that_is_published() -> None:
    """Nobody can read it: its checksum, in silero-vad 6.2.3, says what it is."""
    assert sha256(MODEL) == "7ed98ddbad84ccac4cd0aeb3099049280713df825c610a8ed34543318f1b2c49"


def test_a_silent_room_is_improbable_to_speak() -> None:
    """From the first frame on."""
    assert max(probabilities(VoiceActivity(), np.zeros(20 * FRAME_SAMPLES, np.float32))) < 0.1


@pytest.mark.engines
def test_what_came_before_counts_until_it_is_forgotten() -> None:
    """Speech is sure in its middle; after a reset the same sound is heard as for the first time."""
    activity, sound = VoiceActivity(), spoken("seven")
    first = probabilities(activity, sound)
    assert max(first) > 0.9
    assert probabilities(activity, sound) != first
    activity.reset()
    assert probabilities(activity, sound) == first
