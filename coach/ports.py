"""The few protocols that the runtime talks to.

Each has an adapter in its room and a fake in `tests/fakes/`; both pass the same contract test.
Sound is mono float32 between -1 and 1 at 16 kHz everywhere inside. It comes and goes in frames of 512 samples
(32 ms), the size that the voice activity model wants.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from coach.effects import Effect, Expectation, Line
from coach.events import Event, FellSilent, Heard, StaffNews

RATE_HERTZ = 16_000
FRAME_SAMPLES = 512
FRAME_SECONDS = FRAME_SAMPLES / RATE_HERTZ

Samples = NDArray[np.float32]


class Ear(Protocol):
    """Hears one reply at a time. Time is an argument: an hour of silence can be heard in a second."""

    name: str

    def expect(self, listen_id: int, expectation: Expectation, now: float) -> None:
        """Begin to listen for one reply; what was heard before is forgotten."""

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """Take one frame that ended at `now`; None until the reply is over, then one answer. Raises EngineError."""

    def rest(self) -> None:
        """Stop listening and forget the sound."""

    def forget(self) -> None:
        """Hold nothing more of what was heard, the engine's process too. For the time between two people."""

    def close(self) -> None:
        """Let the engine go."""


class Voice(Protocol):
    """Turns lines into sound."""

    name: str

    def render(self, line: Line, rate: float) -> Samples:
        """The sound of a line, at once if it was prepared. Raises EngineError, DeviceError."""

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Render ahead, in the background."""

    def forget(self) -> None:
        """Drop what was rendered ahead: it tells where a session went. The engine's process begins anew.

        For the time between two people.
        """

    def close(self) -> None:
        """Let the engine go."""


class Microphone(Protocol):
    """Gives frames, in order, one after the other.

    A microphone that is lost says so once, by DeviceError, and then tries to come back by itself.
    `late_seconds`: how long ago the frame that was read last was captured. A reader that was held up finds many
    waiting: they tell of the time in which they were spoken, not of that in which they are read.
    """

    name: str

    @property
    def late_seconds(self) -> float:
        """Zero for whoever reads each frame as it comes."""

    def read(self) -> Samples | None:
        """The next frame, waiting for it; None if none came for half a second. Raises DeviceError once when lost."""

    def close(self) -> None:
        """Let the device go."""


class Loudspeaker(Protocol):
    """Plays sound without holding up the caller."""

    name: str

    def play(self, samples: Samples) -> None:
        """Play these samples after those that are still to be played. Raises DeviceError when lost."""

    def stop(self) -> None:
        """Be quiet within 50 ms; drop what was still to be played."""

    @property
    def sounding(self) -> bool:
        """Whether anything is still being played."""

    def close(self) -> None:
        """Let the device go. A session's loudspeaker opens it again with the next `play`."""


class Clock(Protocol):
    """Seconds that only grow."""

    def now(self) -> float:
        """Seconds since some fixed moment."""


class Keys(Protocol):
    """The other way to answer."""

    def poll(self) -> str | None:
        """The name of a key that was pressed since the last call, as in KeyPressed; None if there was none."""

    def close(self) -> None:
        """Give the terminal back."""


class Journal(Protocol):
    """What is remembered between sessions: numbers and choices, never words."""

    def remember(self, name: str, value: int | str) -> None:
        """Keep a number or a choice, if the person agreed."""


class StaffCall(Protocol):
    """Asks a person to come."""

    def call(self, reason: str) -> bool:
        """False where somebody is to be called and could not be; True says not that anybody comes.

        `reason` is a safety path's name, or "help" where the person asked for somebody. Never waits: what is not known
        yet comes by `poll`.
        """

    @property
    def settling(self) -> bool:
        """Whether a call is just going out, and `poll` will tell in a moment: the first words wait for that."""

    def poll(self) -> StaffNews | None:
        """What became of the calls of this person since the last time; None where nothing did."""

    def forget(self) -> None:
        """What still becomes of the calls is not for the next person. The calls stay."""


class Observer(Protocol):
    """Sees what happens, for a screen or a rehearsal. A live session's observer keeps nothing."""

    def note(self, what: Event | Effect, now: float) -> None:
        """Called for every event and, when it is performed, every effect."""
