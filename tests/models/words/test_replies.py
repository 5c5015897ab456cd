"""Replies to learn from."""

from pathlib import Path
from random import Random

import numpy as np
import pytest
import soundfile

from coach.ports import RATE_HERTZ
from models.speech.corpus import Clip
from models.words.replies import recorded, synthetic


def test_only_speakers_that_may_be_tuned_on_are_learnt_from(tmp_path: Path) -> None:
    """Jackson may be, theo is held out."""
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros(RATE_HERTZ), RATE_HERTZ)
    clips = {"digits": [Clip(path, "six", "six", speaker) for speaker in ("jackson", "theo")]}
    heard = list(recorded({"commands": [], "other_words": [], **clips}))
    assert [reply.said for reply in heard] == ["six"]


@pytest.mark.engines
def test_the_same_words_are_said_in_many_ways() -> None:
    """By other voices, at other speeds; loud enough, and without silence around them."""
    heard = list(synthetic("seven", 8, Random(1)))
    assert len({reply.sound.tobytes() for reply in heard}) == 8
    assert all(0.4 < np.abs(reply.sound).max() < 0.6 for reply in heard)
    assert all(0.2 < len(reply.sound) / RATE_HERTZ < 1.5 for reply in heard)
