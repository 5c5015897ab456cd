"""A session whose screen is a real page, and whose other parts are silent: as fast as it is answered."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from coach.bootstrap import WallClock
from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.journal import NothingKept
from coach.listening.no_ear import NoEar
from coach.runtime import Parts, Runtime
from coach.screen.display import Display
from coach.screen.screen import Screen
from coach.sound.ticking import TickingMicrophone
from coach.terminal.keys import KEYS, NoKeys
from coach.terminal.typed import NoLoudspeaker, NoVoice
from tests.conversation.transcript import GAPS
from tests.fakes.ear import FakeEar
from tests.fakes.observer import FakeObserver
from tests.fakes.staff import FakeStaff
from tests.listeners import safety_of


@contextmanager
def shown_on(
    pack: Pack, pixel_pitch_millimetres: float | None = None, distance_millimetres: int = 600
) -> Iterator[Screen]:
    """A screen without a session."""
    display = Display("in turn", pixel_pitch_millimetres, distance_millimetres)
    screen = Screen(pack, WallClock(), NoKeys(), KEYS, display)
    yield screen
    screen.close()


def line_to(address: str, origin: str | None = None) -> ClientConnection:
    """The line that a page opens, which came from this origin; from the screen's own, if none is given."""
    came_from = Origin(origin or address.rsplit("/", 2)[0])
    return connect(f"{address.replace('http:', 'ws:')}live", origin=came_from, open_timeout=10, close_timeout=0.1)


class Sitting:
    """Somebody sits down before it. `observer`: saw all that happened."""

    def __init__(
        self, pack: Pack, pixel_pitch_millimetres: float | None = None, ear_hears: Sequence[str | None] = ()
    ) -> None:
        """`ear_hears`: what is said, in turn; without it no ear is open."""
        clock = WallClock()
        display = Display("in turn" if ear_hears else "none", pixel_pitch_millimetres)
        self.screen = Screen(pack, clock, NoKeys(), KEYS, display)
        self.observer = FakeObserver()
        parts = Parts(
            FakeEar(ear_hears) if ear_hears else NoEar(), NoVoice(), TickingMicrophone(), NoLoudspeaker(), clock,
            self.screen, NothingKept(), FakeStaff(),
        )  # fmt: skip
        runtime = Runtime(Session(pack, safety_of(pack), GAPS), parts, [self.screen, self.observer])
        self._thread = threading.Thread(target=runtime.run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.screen.close()

    @property
    def over(self) -> bool:
        """Whether the session has come to its end."""
        return not self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Until it has, or for so long."""
        self._thread.join(seconds)
