"""Replies as microphones give them."""

import numpy as np
import pytest

pytest.importorskip("scipy")

from coach.ports import RATE_HERTZ
from models.words.disturbance import LONGEST, Disturbance

REPLY = np.sin(np.arange(RATE_HERTZ // 2) * 0.3).astype(np.float32)


def test_every_reply_is_disturbed_otherwise() -> None:
    """And by the same seed in the same way; none is clipped, none is silent."""
    one, again = (Disturbance(1, [], [REPLY]) for _ in range(2))
    heard = [one.disturbed(REPLY) for _ in range(40)]
    assert all(np.array_equal(sound, again.disturbed(REPLY)) for sound in heard)
    assert len({sound.tobytes() for sound in heard}) == len(heard)
    assert all(0.05 < np.abs(sound).max() <= 1.0 and len(sound) <= LONGEST for sound in heard)
