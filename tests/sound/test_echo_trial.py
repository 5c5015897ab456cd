"""How loud the coach comes back, tried out."""

import numpy as np
import pytest

from coach.ports import RATE_HERTZ, Samples
from coach.sound.echo import HARDLY_HEARD_DB
from coach.sound.echo_trial import measure, record
from coach.sound.room import Room

NOISE = np.random.default_rng(1).normal(0, 0.0005, RATE_HERTZ).astype(np.float32)
TIMES = np.arange(2 * RATE_HERTZ) / RATE_HERTZ
LINE: Samples = (0.1 * np.sin(2 * np.pi * 300 * TIMES) * (1 + np.sin(2 * np.pi * 3 * TIMES))).astype(np.float32)
"""Two seconds that swell and fade as speech does."""


@pytest.mark.parametrize("echo_db", [-10.0, -20.0])
def test_what_comes_back_is_measured(echo_db: float) -> None:
    """In a room whose echo is known."""
    room = Room(NOISE, echo_db)
    assert measure(LINE, room, room) == pytest.approx(echo_db, abs=3.0)


def test_a_headset_hears_hardly_anything() -> None:
    """Then the coach can listen while it speaks."""
    room = Room(NOISE, None)
    assert measure(LINE, room, room) <= HARDLY_HEARD_DB


def test_a_recording_is_as_long_as_asked_for() -> None:
    """To the frame."""
    room = Room(NOISE, None)
    assert len(record(room, 1.0)) == pytest.approx(RATE_HERTZ, abs=512)
