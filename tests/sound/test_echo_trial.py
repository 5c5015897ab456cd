"""How loud the coach comes back, tried out."""

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Samples
from coach.sound.echo import HARDLY_HEARD_DB
from coach.sound.echo_trial import measure, record
from coach.sound.room import Room
from tests.fakes.microphone import FakeMicrophone

NOISE = np.random.default_rng(1).normal(0, 0.0005, RATE_HERTZ).astype(np.float32)
TIMES = np.arange(2 * RATE_HERTZ) / RATE_HERTZ
LINE: Samples = (0.1 * np.sin(2 * np.pi * 300 * TIMES) * (1 + np.sin(2 * np.pi * 3 * TIMES))).astype(np.float32)
"""Two seconds that swell and fade as speech does."""


@pytest.mark.parametrize("echo_db", [-10.0, -20.0])
def test_what_comes_back_is_measured(echo_db: float) -> None:
    """In a room whose echo is known."""
    room = Room(NOISE, echo_db)
    assert measure(LINE, room, room).level_db == pytest.approx(echo_db, abs=3.0)


@pytest.mark.parametrize("late_seconds", [0.064, 0.8])
def test_how_late_it_comes_back_is_measured(late_seconds: float) -> None:
    """A loudspeaker on Bluetooth holds the sound back."""
    room = Room(NOISE, -20.0, echo_delay_seconds=late_seconds)
    assert measure(LINE, room, room).delay_seconds == pytest.approx(late_seconds, abs=0.05)


def test_a_headset_hears_hardly_anything() -> None:
    """Then the coach can listen while it speaks."""
    room = Room(NOISE, None)
    echo = measure(LINE, room, room)
    assert echo.level_db <= HARDLY_HEARD_DB and echo.delay_seconds is None


def test_a_recording_is_as_long_as_asked_for() -> None:
    """To the frame."""
    room = Room(NOISE, None)
    assert len(record(room, 1.0)) == pytest.approx(RATE_HERTZ, abs=512)


def test_a_microphone_that_begins_late_is_waited_for() -> None:
    """A null sink gives its first frame after more than half a second, a Bluetooth headset after several."""
    late = FakeMicrophone()
    late.starve(3)
    late.hear(NOISE[:FRAME_SAMPLES])
    late.starve(1)
    late.hear(NOISE[: 2 * FRAME_SAMPLES])
    assert len(record(late, 3 * FRAME_SECONDS)) == 3 * FRAME_SAMPLES


def test_a_microphone_that_gives_nothing_is_not_waited_for_for_ever() -> None:
    """It can be opened, and is of no use."""
    with pytest.raises(DeviceError, match="no sound comes from it"):
        record(FakeMicrophone(), 1.0)


def test_of_a_dead_microphone_it_is_not_said_how_loud_the_coach_comes_back() -> None:
    """It would hear no loudspeaker either."""
    dead = FakeMicrophone()
    dead.hear(np.zeros(20 * RATE_HERTZ, np.float32))
    with pytest.raises(DeviceError, match="nothing but silence"):
        measure(LINE, Room(NOISE, None), dead)
