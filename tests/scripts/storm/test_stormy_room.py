"""A room in which microphone and loudspeaker break."""

from random import Random

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.ports import FRAME_SAMPLES, Samples
from coach.rehearsal import persona
from coach.rehearsal.meaning import Judge
from coach.sound.microphone import STARVED_SECONDS
from scripts.storm.stormy_room import KEYS, PressingPerson, StormyRoom
from tests.fakes.voice import FakeVoice

HISS: Samples = np.full(FRAME_SAMPLES, 0.01, np.float32)


class Sky:
    """As a test wants it."""

    def __init__(self) -> None:
        self.broken: str | None = None
        self.played_seconds: list[float] = []
        self.pressable = False

    def pass_frame(self, now: float) -> None:
        """Time went on."""

    def played(self, now: float) -> None:
        """Note it."""
        self.played_seconds.append(now)

    def may_press(self) -> bool:
        """As it was set."""
        return self.pressable


@pytest.fixture
def sky() -> Sky:
    """A clear one."""
    return Sky()


@pytest.fixture
def room(sky: Sky) -> StormyRoom:
    """With a little noise."""
    return StormyRoom(sky, HISS, None, 120.0)


def test_a_microphone_that_is_away_says_so_once_each_time(sky: Sky, room: StormyRoom) -> None:
    """Then there is silence, until it hears again."""
    for _ in range(2):
        sky.broken = "microphone away"
        with pytest.raises(DeviceError):
            room.read()
        silent = room.read()
        assert silent is not None and not silent.any()
        sky.broken = None
        assert room.read() is not None


def test_a_microphone_may_give_zeros_or_no_numbers(sky: Sky, room: StormyRoom) -> None:
    """Frames come all the while."""
    sky.broken = "microphone of zeros"
    zeros = room.read()
    sky.broken = "microphone of no numbers"
    none = room.read()
    assert zeros is not None and not zeros.any()
    assert none is not None and np.isnan(none).all()


def test_a_microphone_that_stalls_gives_nothing_while_time_goes_on(sky: Sky, room: StormyRoom) -> None:
    """As a real one, half a second at a time; what was said meanwhile is not heard later."""
    sky.broken = "microphone stalls"
    before = room.now()
    assert room.read() is None
    assert room.now() - before == pytest.approx(STARVED_SECONDS, abs=0.1)
    assert room.late_seconds == 0.0


def test_a_loudspeaker_that_is_away_takes_nothing(sky: Sky, room: StormyRoom) -> None:
    """Nor does it sound; what it takes later is seen."""
    room.play(np.ones(16_000, np.float32))
    sky.broken = "loudspeaker away"
    assert not room.sounding
    with pytest.raises(DeviceError):
        room.play(np.ones(16_000, np.float32))
    sky.broken = None
    room.play(np.ones(16_000, np.float32))
    assert room.sounding and len(sky.played_seconds) == 2


def test_keys_are_pressed_while_something_is_broken(sky: Sky, room: StormyRoom, english: Pack) -> None:
    """Never while all is well, or while the person speaks; after a pause somebody goes on."""
    somebody = persona.find("silent").content
    person = PressingPerson(Random(1), somebody, FakeVoice(), room, Judge(english))
    pressed = []
    for _ in range(1000):
        room.read()
        pressed.append(person.poll())
    assert set(pressed) == {None}
    for sky.pressable in (True, False):
        for _ in range(1000):
            room.read()
            pressed.append(person.poll())
    names = {name for name in pressed if name}
    assert names and names <= {*KEYS, "go_on"}
    assert ("go_on" in names) is ("pause" in names)
