"""Slower and quicker at the same pitch."""

import numpy as np
import pytest

from coach.ports import RATE_HERTZ, Samples
from coach.speaking.stretching import stretched

HUM_HERTZ = 200.0


def hum(seconds: float = 2.0) -> Samples:
    """Something with a pitch, as a voice has it: a tone with overtones."""
    at = np.arange(round(seconds * RATE_HERTZ)) / RATE_HERTZ
    tones = [np.sin(2 * np.pi * HUM_HERTZ * overtone * at) / overtone for overtone in (1, 2, 3)]
    return np.asarray(0.1 * np.sum(tones, axis=0), np.float32)


def pitch_hertz(samples: Samples) -> float:
    """The strongest frequency."""
    return float(np.abs(np.fft.rfft(samples)).argmax() * RATE_HERTZ / len(samples))


@pytest.mark.parametrize("rate", [0.6, 0.8, 1.25])
def test_it_takes_longer_or_less_long_at_the_same_pitch_and_level(rate: float) -> None:
    """Within a hundredth of what was asked."""
    sound = stretched(hum(), rate)
    assert len(sound) == pytest.approx(len(hum()) / rate, rel=0.02)
    assert pitch_hertz(sound) == pytest.approx(HUM_HERTZ, rel=0.02)
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(np.sqrt(np.mean(hum() ** 2)), rel=0.1)


def test_at_its_own_rate_nothing_changes() -> None:
    """Not a sample."""
    assert stretched(hum(), 1.0) is not None
    assert np.array_equal(stretched(hum(), 1.0), hum())


def test_of_nothing_comes_nothing() -> None:
    """It would wait for more."""
    assert len(stretched(np.zeros(0, np.float32), 0.8)) == 0
