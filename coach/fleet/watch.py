"""All that the staff's page knows while it runs: the roster, the counts, the line, and the pages that look on."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from coach.errors import DeviceError
from coach.fleet.counts import Counts
from coach.fleet.desk import Desk
from coach.fleet.guest import Guest
from coach.fleet.house import NAME, Fleet
from coach.fleet.roster import Did, Outcome, Roster
from coach.staff.line import Broker, Line

LOOK_SECONDS = 1.0
KEEP_SECONDS = 60.0


class Watch:
    """Begins and ends with the page's server."""

    def __init__(self, fleet: Fleet) -> None:
        """Raises OSError where the papers cannot be used; DeviceError where the counts are damaged."""
        self._fleet = fleet
        self._counts = Counts.kept(fleet.counts) if fleet.counts else Counts()
        self._roster = Roster(self._count)
        self._guests: set[Guest] = set()
        self._line = Line(Broker(fleet.broker, fleet.port), NAME, fleet.own_papers)
        self._desk: Desk | None = None
        self._unkept = False

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """While the server runs."""
        self._desk = Desk(self._line, self._roster, self._tell)
        self._desk.open()
        looking = asyncio.create_task(self._look())
        try:
            yield
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
            await asyncio.to_thread(self._desk.close)
            self._keep_counts()

    @property
    def guests(self) -> int:
        """How many pages look on."""
        return len(self._guests)

    def answer(self, kiosk: str, id: int, number: int, did: Did, by: str) -> bool:
        """Whether the kiosk was told."""
        return self._desk is not None and self._desk.answer(kiosk, id, number, did, by)

    def view(self, kiosks: Iterable[str] | None = None) -> dict[str, Any]:
        """What a page shows, of these kiosks or of all."""
        return {
            "line": self._desk is not None and self._desk.stands,
            "refused": self._roster.refused,
            "unkept": self._unkept,
            "days": self._counts.rows(),
            "kiosks": self._roster.views(time.monotonic(), kiosks),
        }

    @asynccontextmanager
    async def guest(self) -> AsyncIterator[Guest]:
        """A page that looks on."""
        guest = Guest()
        self._guests.add(guest)
        try:
            yield guest
        finally:
            self._guests.discard(guest)

    def end(self) -> None:
        """The pages that look on are let go."""
        for guest in self._guests:
            guest.leave()

    def _tell(self, kiosks: Iterable[str]) -> None:
        for guest in self._guests:
            guest.tell(kiosks)

    def _count(self, outcome: Outcome) -> None:
        self._counts.add(outcome, date.today())

    async def _look(self) -> None:
        keep_at_seconds = time.monotonic() + KEEP_SECONDS
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self._desk:
                self._desk.look()
            if time.monotonic() >= keep_at_seconds:
                keep_at_seconds = time.monotonic() + KEEP_SECONDS
                self._keep_counts()

    def _keep_counts(self) -> None:
        """A full disk is shown on the page, and keeps nobody from being answered."""
        if self._fleet.counts and self._counts.changed:
            unkept = self._unkept
            try:
                self._counts.keep(self._fleet.counts)
                self._unkept = False
            except DeviceError:
                self._unkept = True
            if unkept != self._unkept:
                self._tell(())
