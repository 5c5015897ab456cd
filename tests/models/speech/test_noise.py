"""The noise of a kitchen around a clip."""

from pathlib import Path

import numpy as np
import pytest

from coach.ports import RATE_HERTZ, Samples
from models.speech.noise import AFTER_SECONDS, BEFORE_SECONDS, Kitchen

CLIP = Path("clip.flac")
BEFORE = round(BEFORE_SECONDS * RATE_HERTZ)
AFTER = round(AFTER_SECONDS * RATE_HERTZ)


def tone(amplitude: float, seconds: float = 1.0) -> Samples:
    """Something that is as loud all the time."""
    sound: Samples = (amplitude * np.sin(np.arange(round(seconds * RATE_HERTZ)) * 0.3)).astype(np.float32)
    return sound


def kitchen() -> Kitchen:
    """Three seconds of steady noise."""
    return Kitchen(np.random.default_rng(1).normal(size=3 * RATE_HERTZ).astype(np.float32))


def level_db(samples: Samples) -> float:
    """RMS below full scale."""
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64))))


@pytest.mark.parametrize("ratio_db", [24, 15, 9, 6])
def test_speech_is_as_much_louder_as_was_asked(ratio_db: float) -> None:
    """The ratio is of speech to noise, both as RMS."""
    sound = tone(0.2)
    noise = kitchen().around(CLIP, sound, ratio_db) - np.pad(sound, (BEFORE, AFTER))
    assert level_db(sound) - level_db(noise) == pytest.approx(ratio_db, abs=0.2)


def test_noise_is_there_before_and_after_the_words() -> None:
    """A kitchen does not fall silent when a person does: that is what makes the end of a reply hard to find."""
    mixed = kitchen().around(CLIP, tone(0.2), 15)
    assert len(mixed) == BEFORE + RATE_HERTZ + AFTER
    assert level_db(mixed[:BEFORE]) == pytest.approx(level_db(mixed[-AFTER:]), abs=0.5)


def test_a_clip_always_gets_the_same_noise() -> None:
    """Two measurements differ by the ear, not by chance; another clip gets another piece."""
    one, again, other = (kitchen().around(path, tone(0.2), 6) for path in (CLIP, CLIP, Path("other.flac")))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_loud_speech_in_loud_noise_is_not_clipped() -> None:
    """Clipping would be another disturbance than the one that is measured."""
    assert np.abs(kitchen().around(CLIP, tone(1.0), 0)).max() <= 1.0
