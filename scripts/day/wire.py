"""What goes between the kiosk's process and the corridor that it stands in, and the kiosk's end of that wire.

The people are in another process than the kiosk, so that whatever is found in the kiosk's memory is the kiosk's own.
Each frame is asked for, and with it comes what time it is: a day passes as fast as both can think.
"""

from dataclasses import dataclass, replace
from multiprocessing.connection import Connection

from coach.effects import Effect
from coach.errors import DeviceError
from coach.events import Event, Heard, Interrupted
from coach.ports import Samples
from coach.sound.volume import Volume


@dataclass(frozen=True)
class Ready:
    """The kiosk stands. `address`: of its page."""

    address: str


@dataclass(frozen=True)
class Asked:
    """The next frame is wanted."""


@dataclass(frozen=True)
class Played:
    """Sound for the loudspeaker, as loud as somebody has set it: `decibels` above where each person begins."""

    samples: Samples
    decibels: int


@dataclass(frozen=True)
class Stopped:
    """The loudspeaker is to be quiet."""


@dataclass(frozen=True)
class Noted:
    """An observer saw this. What was heard comes without its words."""

    what: Event | Effect


@dataclass(frozen=True)
class Failed:
    """A session ended early, for this reason."""

    why: str


FromKiosk = Ready | Asked | Played | Stopped | Noted | Failed


@dataclass(frozen=True)
class Frame:
    """The answer to Asked. `samples`: None where the microphone has nothing; `unplugged`: it went away just now.

    `over`: the day is, and the kiosk may end as soon as it sleeps.
    """

    seconds: float
    samples: Samples | None
    sounding: bool
    unplugged: bool = False
    over: bool = False


class Wire:
    """The kiosk's microphone, loudspeaker, clock and observer at once."""

    name = "the corridor"
    late_seconds = 0.0

    def __init__(self, connection: "Connection[FromKiosk, Frame]") -> None:
        self._connection = connection
        self._volume = Volume()
        self._frame = Frame(0.0, None, False)
        self.sounding = False

    def turn_by(self, volume: Volume) -> None:
        """This is how loud it plays from now on."""
        self._volume = volume

    @property
    def over(self) -> bool:
        """Whether the day is."""
        return self._frame.over

    def now(self) -> float:
        """Seconds since the day began; other threads ask too."""
        return self._frame.seconds

    def read(self) -> Samples | None:
        """The next frame. Raises DeviceError once when the microphone was unplugged."""
        self._connection.send(Asked())
        self._frame = self._connection.recv()
        self.sounding = self._frame.sounding
        if self._frame.unplugged:
            raise DeviceError("The microphone is gone.", "Plug it in again.")
        return self._frame.samples

    def play(self, samples: Samples) -> None:
        """Play these after the others."""
        self._connection.send(Played(samples * self._volume.factor, self._volume.decibels))
        self.sounding = self.sounding or len(samples) > 0

    def stop(self) -> None:
        """Be quiet."""
        self._connection.send(Stopped())
        self.sounding = False

    def close(self) -> None:
        """Nothing to let go."""

    def note(self, what: Event | Effect, now: float) -> None:
        """As `coach.ports.Observer` says."""
        self._connection.send(Noted(_without_words(what)))

    def stand(self, address: str) -> None:
        """The kiosk is ready."""
        self._connection.send(Ready(address))

    def fail(self, why: str) -> None:
        """A session ended early."""
        self._connection.send(Failed(why))


def _without_words(what: Event | Effect) -> Event | Effect:
    """The phrase of the pack that was taken for it stays: the made-up person goes by it."""
    match what:
        case Heard():
            return replace(what, open_text="", readings=(), second=None)
        case Interrupted(heard):
            return replace(what, heard=replace(heard, open_text="", readings=(), second=None))
    return what
