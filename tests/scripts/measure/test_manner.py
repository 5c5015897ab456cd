"""Ways in which a reply may come."""

import numpy as np
import pytest

from coach.ports import RATE_HERTZ, Samples
from scripts.measure.manner import MANNERS, by_telephone, from_afar, softly


def tone(hertz: float) -> Samples:
    """A second of it."""
    return (0.2 * np.sin(np.arange(RATE_HERTZ) * 2 * np.pi * hertz / RATE_HERTZ)).astype(np.float32)


@pytest.mark.parametrize(("hertz", "left"), [(100.0, 0.0), (1000.0, 1.0), (3000.0, 1.0), (5000.0, 0.0)])
def test_a_telephone_carries_the_middle(hertz: float, left: float) -> None:
    """Neither hum nor hiss."""
    assert np.std(by_telephone(tone(hertz))) / np.std(tone(hertz)) == pytest.approx(left, abs=0.05)


def test_a_room_goes_on_sounding() -> None:
    """After the word there is an echo, weaker and weaker."""
    heard = from_afar(tone(500.0))
    soon, late = heard[RATE_HERTZ : RATE_HERTZ + 1600], heard[-1600:]
    assert np.std(tone(500.0)) > np.std(soon) > 5 * np.std(late) > 0


def test_softly_is_softer() -> None:
    """By 30 dB."""
    assert np.std(softly(tone(500.0))) / np.std(tone(500.0)) == pytest.approx(10 ** (-30 / 20), rel=0.01)


@pytest.mark.parametrize("manner", MANNERS)
def test_nothing_is_clipped(manner: str) -> None:
    """Clipping would be another disturbance."""
    assert np.abs(MANNERS[manner](5 * tone(500.0))).max() <= 1.0 + 1e-3
