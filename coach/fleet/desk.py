"""Sits between the broker and the pages: what comes goes into the roster, what staff do goes to the kiosk.

paho's thread waits for the broker, one of ours carries what came to the event loop, and all else happens there: nothing
needs a lock.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import Empty
from threading import Event as Flag
from threading import Thread

from coach.fleet.roster import Did, Roster, call_id
from coach.staff.line import Came, Down, Happening, Line, Up
from coach.staff.messages import answer_topic, call_topic, state_topic

LOOK_SECONDS = 0.2
MOST_AT_ONCE = 500
"""Of what came; so that pages are told meanwhile."""
SWEEP_SECONDS = 5.0
"""After so long all that the broker kept has come; an answer to no call is left over."""


class Desk:
    """`stands`: whether the broker is there. Everything but `open` and `close` belongs to the event loop."""

    def __init__(self, line: Line, roster: Roster, changed: Callable[[Iterable[str]], None]) -> None:
        """`changed`: is told the kiosks of which something new is known; none: something of the line itself."""
        self._line, self._roster, self._changed = line, roster, changed
        self._loop = asyncio.get_running_loop()
        self._closed = Flag()
        self._thread = Thread(target=self._carry, name="desk", daemon=True)
        self._left: set[str] = set()
        self._sweep_at_seconds: float | None = None
        self.stands = False

    def open(self) -> None:
        """Begin to connect, and keep trying."""
        self._line.open()
        self._thread.start()

    def close(self) -> None:
        """Hang up."""
        self._closed.set()
        self._thread.join()
        self._line.close()

    def answer(self, kiosk: str, id: int, number: int, did: Did, by: str) -> bool:
        """Tell the kiosk; False where there is nothing to be told, or no line."""
        answer = self._roster.answer(kiosk, id, number, did, by) if self.stands else None
        if answer is None:
            return False
        self._line.send(answer_topic(kiosk, id), answer.encoded())
        self._changed([kiosk])
        return True

    def look(self) -> None:
        """Once a second: who has fallen silent, and what is left over."""
        now = time.monotonic()
        if self.stands and (missed := self._roster.silent(now)):
            self._changed(missed)
        if self._sweep_at_seconds is not None and now >= self._sweep_at_seconds:
            self._sweep()

    def _carry(self) -> None:
        while not self._closed.is_set():
            with suppress(Empty, RuntimeError):  # the loop has ended
                came = [self._line.happened.get(timeout=LOOK_SECONDS)]
                with suppress(Empty):
                    while len(came) < MOST_AT_ONCE:
                        came.append(self._line.happened.get_nowait())
                self._loop.call_soon_threadsafe(self._hear, came)

    def _hear(self, came: list[Happening]) -> None:
        now, changed = time.monotonic(), set[str]()
        refused, stood = self._roster.refused, self.stands
        for what in came:
            match what:
                case Up():
                    self._begin(now)
                case Down():
                    self.stands = False
                case Came(topic, payload) if topic.split("/")[2:3] == ["answer"]:
                    self._left.update([topic] if payload else [])
                case Came(topic, payload):
                    changed.update(filter(None, [self._roster.came(topic, payload, now)]))
        self._take_back()
        if changed or (refused, stood) != (self._roster.refused, self.stands):
            self._changed(changed)

    def _begin(self, now: float) -> None:
        self.stands = True
        self._roster.listen_anew(now)
        self._left.clear()
        self._sweep_at_seconds = now + SWEEP_SECONDS
        for topic in (state_topic("+"), call_topic("+", "+"), answer_topic("+", "+")):
            self._line.read(topic)

    def _take_back(self) -> None:
        """A call that is gone needs no answer any more."""
        for kiosk, id in self._roster.over:
            if self.stands:
                self._line.send(answer_topic(kiosk, id), b"")
        self._roster.over.clear()

    def _sweep(self) -> None:
        """Answers of a page that ended before it could take them back."""
        self._sweep_at_seconds = None
        self._line.read_no_more(answer_topic("+", "+"))
        for topic in self._left:
            _, kiosk, _, id = topic.split("/")
            if not self._roster.is_open(kiosk, call_id(id) or 0):
                self._line.send(topic, b"")
        self._left.clear()
