"""All equally loud, to people."""

import numpy as np
import pytest

from coach.ports import Samples
from scripts.voice.level import HIGHEST_PEAK_DB, WANTED_LUFS, levelled, loudness_lufs, true_peak_db

RATE_HERTZ = 24_000


def tone(level: float, seconds: float = 1.0, hertz: float = 500.0) -> Samples:
    """A tone of this peak."""
    return (level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE_HERTZ)) / RATE_HERTZ)).astype(np.float32)


@pytest.mark.parametrize("seconds", [0.2, 0.5, 5.0])
@pytest.mark.parametrize("level", [0.01, 0.5])
def test_soft_and_loud_short_and_long_become_equally_loud(level: float, seconds: float) -> None:
    """A word of 0.2 s too, which is shorter than what the standard looks at."""
    assert loudness_lufs(levelled(tone(level, seconds), RATE_HERTZ), RATE_HERTZ) == pytest.approx(WANTED_LUFS, abs=0.5)


def test_a_full_tone_is_as_loud_as_the_standard_says() -> None:
    """A sine of full scale at 1 kHz is at -3.0 LUFS (ITU-R BS.1770)."""
    assert loudness_lufs(tone(1.0, 5.0, hertz=997.0), RATE_HERTZ) == pytest.approx(-3.0, abs=0.1)


def test_a_peak_is_never_too_high() -> None:
    """Rather it is softer: a click in silence."""
    click = np.zeros(RATE_HERTZ, np.float32)
    click[1000:1010] = 0.5
    assert true_peak_db(levelled(click, RATE_HERTZ), RATE_HERTZ) <= HIGHEST_PEAK_DB + 0.1


def test_between_the_samples_a_peak_may_be_higher() -> None:
    """A tone at a quarter of the rate, whose samples all miss its peaks."""
    at = np.arange(RATE_HERTZ) / RATE_HERTZ
    missed = np.sin(2 * np.pi * RATE_HERTZ / 4 * at + np.pi / 4).astype(np.float32)
    assert np.abs(missed).max() < 0.71
    assert true_peak_db(missed, RATE_HERTZ) == pytest.approx(0.0, abs=0.2)


def test_silence_stays_silence() -> None:
    """It is made no louder."""
    assert not levelled(np.zeros(RATE_HERTZ, np.float32), RATE_HERTZ).any()
