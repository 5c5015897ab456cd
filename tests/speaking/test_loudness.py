"""Every prompt equally loud."""

import numpy as np
import pytest

from coach.ports import Samples
from coach.speaking.loudness import HIGHEST_PEAK, SPEECH_LEVEL, even_out, fade

SECOND = 16_000


def murmur(level: float, seconds: float = 1.0) -> Samples:
    """Noise of this root mean square."""
    return np.random.default_rng(1).normal(0, level, round(seconds * SECOND)).astype(np.float32)


def silence(seconds: float) -> Samples:
    """Nothing."""
    return np.zeros(round(seconds * SECOND), dtype=np.float32)


def level(samples: Samples) -> float:
    """Root mean square."""
    return float(np.sqrt(np.mean(samples**2)))


@pytest.mark.parametrize("loud", [0.002, 0.03, 0.25])
def test_quiet_and_loud_voices_become_equally_loud(loud: float) -> None:
    """Whoever recorded it, however near the microphone."""
    evened = even_out(np.concatenate([silence(0.3), murmur(loud), silence(0.3)]))
    assert level(evened[1000:15_000]) == pytest.approx(SPEECH_LEVEL, rel=0.05)


def test_a_single_loud_peak_is_not_cut_off() -> None:
    """The whole prompt becomes a little quieter instead."""
    sound = murmur(0.01)
    sound[8000] = 1.0
    evened = even_out(sound)
    assert np.abs(evened).max() == pytest.approx(HIGHEST_PEAK)


def test_silence_around_a_prompt_becomes_one_short_pause() -> None:
    """It starts at once, and the next line does not follow on its heels."""
    evened = even_out(np.concatenate([silence(0.7), murmur(0.1), silence(2.0)]))
    sounding = np.flatnonzero(np.abs(evened) > 0.001)
    assert sounding[0] / SECOND < 0.05
    assert 0.25 < (len(evened) - sounding[-1]) / SECOND < 0.4


def test_pauses_within_a_prompt_stay() -> None:
    """Between two sentences there is a breath."""
    evened = even_out(np.concatenate([murmur(0.1), silence(0.8), murmur(0.1)]))
    assert len(evened) / SECOND == pytest.approx(2.8 + 0.3, abs=0.1)


@pytest.mark.parametrize("nothing", [silence(1.0), silence(0)])
def test_silence_stays_silence(nothing: Samples) -> None:
    """There is nothing to make louder."""
    assert np.array_equal(even_out(nothing), nothing)


def test_a_fade_softens_the_ends_only() -> None:
    """The middle is as it was, and what was given is not changed."""
    sound = np.ones(1000, dtype=np.float32)
    faded = fade(sound, 100)
    assert faded[0] == faded[-1] == 0
    assert np.array_equal(faded[100:900], sound[100:900])
    assert sound[0] == 1
