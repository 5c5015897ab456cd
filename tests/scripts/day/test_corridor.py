"""The corridor before the kiosk."""

import numpy as np

from coach.ports import FRAME_SAMPLES, Samples
from coach.sound.room import gain
from scripts.day.corridor import AMPLIFIER_DB, Corridor

HISS: Samples = np.full(FRAME_SAMPLES, 0.01, np.float32)


def test_a_microphone_that_is_unplugged_says_so_once_and_gives_nothing_until_it_is_back() -> None:
    """Time goes on meanwhile."""
    corridor = Corridor(HISS, 3600.0)
    assert corridor.next_frame().samples is not None
    corridor.unplug()
    first, second = corridor.next_frame(), corridor.next_frame()
    assert first.unplugged and not second.unplugged
    assert first.samples is None and second.samples is None and second.seconds > first.seconds
    corridor.plug_in()
    assert corridor.next_frame().samples is not None


def test_time_leaps_forward_and_never_back() -> None:
    """An hour in which nobody comes takes no time."""
    corridor = Corridor(HISS, 3 * 3600.0)
    corridor.leap_to(3600.0)
    assert 3599.9 < corridor.now() <= 3600.0
    corridor.leap_to(10.0)
    assert 3599.9 < corridor.now() <= 3600.0
    assert corridor.next_frame().seconds > 3600.0


def test_the_amplifier_makes_the_start_as_loud_as_a_voice() -> None:
    """The loudest is cut off at full scale and no louder."""
    corridor = Corridor(HISS, 3600.0)
    corridor.take(np.full(FRAME_SAMPLES, 0.1 * gain(-AMPLIFIER_DB), np.float32))
    corridor.take(np.full(FRAME_SAMPLES, 0.9, np.float32))
    corridor.read()
    corridor.read()
    played = corridor.recording()[:, 1]
    assert np.allclose(played[:FRAME_SAMPLES], 0.1) and np.allclose(played[FRAME_SAMPLES:], 1.0)
