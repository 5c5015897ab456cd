"""The window of a kiosk's page: new for each person, and brought back when it is closed, driven away or frozen.

That a browser runs says nothing: what counts are frames of the page that were painted, which it tells of itself.
"""

import threading
from collections.abc import Callable
from typing import Protocol

from coach.effects import Effect
from coach.errors import DeviceError
from coach.events import Event, FellAsleep, WokeUp
from coach.kiosk.browser import Browser
from coach.ports import Clock

PAINTED_WITHIN_SECONDS = 6.0
"""It tells each second."""
OPEN_WITHIN_SECONDS = 40.0
"""From the start of the browser to the first frame, on a small machine that is busy."""
AGAIN_SECONDS = (0.0, 2.0, 5.0, 15.0, 60.0)
"""How long it is left alone after the first time that it did not come, the second, and so on."""
MISSED_SECONDS = 60.0
"""Then bringing the browser back did not help."""
LOOK_SECONDS = 0.5


class Page(Protocol):
    """What is shown in it."""

    address: str

    @property
    def painted_seconds(self) -> float | None:
        """When it was painted last, on the window's clock; None: never."""


class Window:
    """Implements `coach.ports.Observer`: it is opened anew whenever the coach falls asleep."""

    def __init__(self, page: Page, browser: Browser, clock: Clock, tell: Callable[[object], None]) -> None:
        """`tell`: is given what went wrong with it, once for each time that it did."""
        self._page, self._browser, self._clock, self._tell = page, browser, clock, tell
        self._began_seconds: float | None = None
        self._opened_seconds: float | None = None
        self._opened_in_vain = 0
        self._asleep = False
        self._next_person = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="window", daemon=True)

    def start(self) -> None:
        """Keep it, in a thread of its own: no session waits for a browser."""
        self._thread.start()

    @property
    def is_missed(self) -> bool:
        """Whether its page was not painted for a minute, or ever since it was first opened, whatever was tried."""
        since = self._began_seconds if self._page.painted_seconds is None else self._page.painted_seconds
        return since is not None and self._clock.now() - since >= MISSED_SECONDS

    @property
    def is_well(self) -> bool:
        """False where its page was painted once and is not any more, whatever was tried, and nobody is there.

        Then it may help to begin all anew. A screen that gave no frame at all keeps nobody from being spoken with.
        """
        return not (self._asleep and self._page.painted_seconds is not None and self.is_missed)

    def note(self, what: Event | Effect, now: float) -> None:
        """Between two people it is another one."""
        match what:
            case FellAsleep():
                self._asleep = True
                self._next_person.set()
            case WokeUp():
                self._asleep = False

    def look(self) -> None:
        """Once: whether it has to be opened."""
        now = self._clock.now()
        if self._next_person.is_set():
            self._next_person.clear()
            self._open(now)
        elif self._opened_seconds is not None and (wrong := self._wrong(now, self._opened_seconds)):
            if self._opened_in_vain == 0:
                self._tell(f"the page {wrong}; its browser is started again")
            if now - self._opened_seconds >= AGAIN_SECONDS[min(self._opened_in_vain, len(AGAIN_SECONDS) - 1)]:
                self._opened_in_vain += 1
                self._open(now)

    def close(self) -> None:
        """Take it away."""
        self._closed.set()
        self._next_person.set()
        if self._thread.is_alive():
            self._thread.join()
        self._browser.close()

    def _keep(self) -> None:
        while not self._closed.is_set():
            self.look()
            self._next_person.wait(LOOK_SECONDS)

    def _wrong(self, now: float, opened_seconds: float) -> str:
        """What is the matter with it; nothing, while it is painted."""
        painted = self._page.painted_seconds
        came = painted is not None and painted > opened_seconds
        if came and painted is not None and now - painted < PAINTED_WITHIN_SECONDS and self._browser.is_open:
            self._opened_in_vain = 0
            return ""
        if not self._browser.is_open:
            return "was closed"
        if came:
            return "is not painted any more"
        return "has not come" if now - opened_seconds >= OPEN_WITHIN_SECONDS else ""

    def _open(self, now: float) -> None:
        self._opened_seconds = now
        if self._began_seconds is None:
            self._began_seconds = now
        try:
            self._browser.open(self._page.address)
        except DeviceError as missing:
            if self._opened_in_vain <= 1:
                self._tell(missing)
