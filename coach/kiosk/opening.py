"""Opens all that a kiosk is made of, and lets it go together: sound, keys, screen, staff; and keeps it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Protocol

from coach import bootstrap
from coach.content.pack import Pack
from coach.content.reading import unheard
from coach.conversation.waiting import Waiting
from coach.errors import CoachError, DeviceError
from coach.floor import Floor
from coach.kiosk import switchboard
from coach.kiosk.condition import Condition, noted
from coach.kiosk.keys import open_keys
from coach.kiosk.shelf import Shelf, wake_expectation
from coach.kiosk.site import Site
from coach.kiosk.stand import Stand, open_stand
from coach.kiosk.watchdog import Watchdog, watched
from coach.listening.no_ear import NoEar
from coach.ports import Clock, Keys, Observer, StaffCall
from coach.runtime import Parts, Runtime
from coach.settings import Settings
from coach.sound.volume import Volume
from coach.staff.staff import Staff
from coach.terminal.keys import NoKeys, TerminalKeys

WALL_CLOCK = bootstrap.WallClock()


class OpenParts(Protocol):
    """Opens what a kiosk hears and speaks with, as `bootstrap.open_spoken_parts` does."""

    def __call__(  # noqa: D102, PLR0913 - as there
        self,
        settings: Settings,
        pack: Pack,
        keys: Keys,
        staff: StaffCall,
        no_ear: NoEar | None = None,
        *,
        volume: Volume,
    ) -> Parts: ...


@dataclass(frozen=True)
class Kiosk:
    """What stands ready for whoever comes. `parts`: what a session runs on; the watchdog is fed by their work."""

    place: Site
    pack: Pack
    parts: Parts
    staff: Staff
    stand: Stand
    volume: Volume
    watchdog: Watchdog

    def keep(
        self, observers: Sequence[Observer], tell: Callable[[CoachError], None], until: Callable[[], bool]
    ) -> None:
        """Sleep and hold sessions, `until` it is time to end. `tell` is given what ended a session too early."""
        settings, idle_seconds = self.place.settings, self.place.idle_seconds
        safety = bootstrap.open_safety(settings, self.pack)
        watching = [*observers, *self.stand.observers]

        def hold_session() -> None:
            session = bootstrap.open_session(settings, self.pack, safety, Waiting(idle_seconds=idle_seconds))
            try:
                Runtime(session, self.parts, watching, settings.barge_in != "off").run()
            finally:
                self.volume.begin_anew()

        Shelf(self.parts, wake_expectation(self.pack), [*watching, self.staff]).keep(hold_session, tell, until)


@contextmanager
def opened(
    place: Site,
    pack: Pack,
    tell: Callable[[object], None],
    open_parts: OpenParts = bootstrap.open_spoken_parts,
    clock: Clock = WALL_CLOCK,
) -> Iterator[Kiosk]:
    """The kiosk of a place, until it is ended. Raises DeviceError where none is possible, CallerError.

    `clock`: by which people come and go; that of the parts.
    """
    with ExitStack() as all_of_it:
        try:
            kiosk = _open(place, pack, tell, open_parts, clock, all_of_it)
        except DeviceError as missing:
            raise DeviceError(f"No kiosk is possible here. {missing.problem}", missing.fix) from None
        yield kiosk


def _open(  # noqa: PLR0913, PLR0917 - as above
    place: Site, pack: Pack, tell: Callable[[object], None], open_parts: OpenParts, clock: Clock, opening: ExitStack
) -> Kiosk:
    pack = unheard(pack) if place.quiet else pack
    volume, floor = place.volume.at_start(), Floor()
    floor.take()  # before the line: the broker hangs up on a kiosk when another one comes under its name
    opening.callback(floor.leave)
    keys: Keys = TerminalKeys() if sys.stdin.isatty() else NoKeys()
    try:
        stand = open_stand(place, pack, keys, clock, tell)
        keys = stand.keys
        keys = open_keys(place.keys, keys, volume, clock, stand.speak_aloud)
        condition = Condition(clock, is_missed=lambda: stand.is_missed)
        staff = switchboard.open_staff(place, clock, tell, condition.faults)
        opening.callback(staff.close)
        no_ear = NoEar(told=True) if place.quiet else None  # by its page: nobody there misses anything
        sounding = open_parts(place.settings, pack, keys, staff, no_ear, volume=volume)
    except BaseException:
        keys.close()  # whichever are there, each with those that it was put around
        raise
    opening.callback(sounding.close)
    watchdog = Watchdog(WALL_CLOCK, can_be_seen=lambda: stand.is_well)
    parts = watched(
        stand.quieten(noted(sounding, condition), place, pack), watchdog, stand.page if place.quiet else None
    )
    stand.start()
    opening.callback(stand.close)
    return Kiosk(place, pack, parts, staff, stand, volume, watchdog)
