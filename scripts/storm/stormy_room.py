"""A room in which microphone and loudspeaker break, and a person in it who presses keys meanwhile."""

from random import Random
from typing import Protocol

import numpy as np

from coach.errors import DeviceError
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, Samples, Voice
from coach.rehearsal.meaning import Judge
from coach.rehearsal.person import Person
from coach.rehearsal.persona import Persona
from coach.sound.microphone import STARVED_SECONDS
from coach.sound.room import Room

DEVICES = (
    "microphone away", "microphone stalls", "microphone of zeros", "microphone of no numbers", "loudspeaker away",
)  # fmt: skip
KEYS = ("repeat", "slower", "help", "back", "skip", "dont_know", "urge", "5", "pause")
PRESSING_SECONDS = 3.0
"""How long after something broke a key is pressed, on average."""
PAUSE_SECONDS = (5.0, 30.0)
LOST = DeviceError("It is gone.", "Plug it in again.")


class Sky(Protocol):
    """What the room and the person in it see of the weather."""

    broken: str | None

    def pass_frame(self, now: float) -> None:
        """Time went on."""

    def played(self, now: float) -> None:
        """The loudspeaker took something."""

    def may_press(self) -> bool:
        """Whether something is broken, and no key was pressed yet."""


class StormyRoom(Room):
    """The simulated room, under a sky."""

    def __init__(self, sky: Sky, noise: Samples | None, echo_db: float | None, limit_seconds: float) -> None:
        super().__init__(noise, echo_db, limit_seconds)
        self.sky = sky
        self._told = False

    @property
    def somebody_speaks(self) -> bool:
        """Whether the person is speaking, or about to."""
        return len(self._coming) > 0

    def read(self) -> Samples | None:  # type: ignore[override] # as a real microphone: it may stall
        """The next frame, or what a broken microphone gives. Raises DeviceError once when it is away."""
        frame = super().read()
        self.sky.pass_frame(self.now())
        match self.sky.broken:
            case "microphone away" if not self._told:
                self._told = True
                raise LOST
            case "microphone away" | "microphone of zeros":
                return np.zeros(FRAME_SAMPLES, np.float32)
            case "microphone of no numbers":
                return np.full(FRAME_SAMPLES, np.nan, np.float32)
            case "microphone stalls":
                self._stall()
                return None
        self._told = False
        return frame

    def play(self, samples: Samples) -> None:
        """Raises DeviceError while the loudspeaker is away."""
        if self.sky.broken == "loudspeaker away":
            self.stop()
            raise LOST
        super().play(samples)
        self.sky.played(self.now())

    @property
    def sounding(self) -> bool:
        """A loudspeaker that is away is quiet."""
        if self.sky.broken == "loudspeaker away":
            self.stop()
        return super().sounding

    def _stall(self) -> None:
        """What is said for half a second is lost, and nothing comes in its place."""
        self.pass_time(STARVED_SECONDS)
        self._unread.clear()


class PressingPerson(Person):
    """Presses a key, once for each thing that broke, while they have nothing to say."""

    def __init__(self, chance: Random, persona: Persona, voice: Voice, room: Room, judge: Judge) -> None:
        super().__init__(persona, voice, room, judge)
        assert isinstance(room, StormyRoom)
        self._chance = chance
        self._stormy = room
        self._goes_on_seconds: float | None = None

    def poll(self) -> str | None:
        """As `coach.ports.Keys` says."""
        if self._goes_on_seconds is not None and self._room.now() >= self._goes_on_seconds:
            self._goes_on_seconds = None
            return "go_on"
        return self._press() or super().poll()

    def _press(self) -> str | None:
        if self._stormy.somebody_speaks or not self._stormy.sky.may_press():
            return None
        if self._chance.random() >= FRAME_SECONDS / PRESSING_SECONDS:
            return None
        key = self._chance.choice(KEYS)
        if key == "pause":
            self._goes_on_seconds = self._room.now() + self._chance.uniform(*PAUSE_SECONDS)
        return key
