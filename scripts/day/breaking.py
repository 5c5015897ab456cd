"""Breaks what the plan says, while somebody is there who needs it, and notes when all goes on."""

import signal

from coach.effects import Effect, Listen
from coach.events import Event, Heard, PromptStarted
from scripts.day.corridor import Corridor
from scripts.day.diary import Fault
from scripts.day.pace import AS_IN_LIFE, FREELY
from scripts.day.window import Window
from scripts.storm import worker_process

STRIKES_AT_LISTEN = 2
"""They are in the middle of it by then."""
UNPLUGGED_SECONDS = 8.0


class Breaking:
    """Of one visit."""

    def __init__(self, fault: Fault, corridor: Corridor, window: Window, kiosk: int) -> None:
        """`kiosk`: the process id."""
        self._fault, self._corridor, self._window, self._kiosk = fault, corridor, window, kiosk
        self._listens = 0

    def note(self, what: Event | Effect) -> None:
        """See what the kiosk does, and strike at the right moment."""
        fault, now = self._fault, self._corridor.now()
        if isinstance(what, Listen):
            self._listens += 1
            if self._listens == STRIKES_AT_LISTEN:
                self._strike(now)
        elif isinstance(what, self._sign) and self._is_mended and fault.recovered_seconds is None:
            fault.recovered_seconds = now

    def pass_frame(self) -> None:
        """A microphone is plugged in again; a page has to come back by itself."""
        fault, now = self._fault, self._corridor.now()
        if fault.struck_seconds is None or fault.mended_seconds is not None:
            return
        if fault.kind == "microphone unplugged" and now >= fault.struck_seconds + UNPLUGGED_SECONDS:
            self._corridor.plug_in()
            fault.mended_seconds = now
        elif self._is_of_page and self._window.shows_page:
            fault.mended_seconds = fault.recovered_seconds = now

    @property
    def times(self) -> float:
        """How many times faster than life the day may go: what looks after a browser does so in real time."""
        gone = self._is_of_page and self._fault.struck_seconds is not None and self._fault.mended_seconds is None
        return AS_IN_LIFE if gone else FREELY

    def end(self) -> None:
        """Nothing stays broken for the next person."""
        self._corridor.plug_in()

    @property
    def _is_mended(self) -> bool:
        """An engine that was killed is begun anew by whoever wants it next."""
        fault = self._fault
        return (fault.mended_seconds if fault.kind == "microphone unplugged" else fault.struck_seconds) is not None

    @property
    def _is_of_page(self) -> bool:
        return self._fault.kind in ("page driven away", "Chromium killed")

    @property
    def _sign(self) -> type[Heard | PromptStarted]:
        """What shows that all goes on."""
        return PromptStarted if self._fault.kind == "voice killed" else Heard

    def _strike(self, now: float) -> None:
        match self._fault.kind:
            case "ear killed" | "voice killed" as kind:
                process = worker_process.find(self._kiosk, kind.partition(" ")[0])
                if process is None:
                    return
                process.send(signal.SIGKILL)
            case "microphone unplugged":
                self._corridor.unplug()
            case "page driven away":
                self._window.drive_away()
            case "Chromium killed":
                self._window.kill()
        self._fault.struck_seconds = now
