"""Opens all that a kiosk is made of, and lets it go together: sound, keys, screen, staff."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from coach import bootstrap
from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.floor import Floor
from coach.kiosk import switchboard
from coach.kiosk.keys import open_keys
from coach.kiosk.site import Site
from coach.kiosk.stand import Stand, open_stand
from coach.kiosk.watchdog import Watchdog, watched
from coach.listening.no_ear import NoEar
from coach.ports import Keys
from coach.runtime import Parts
from coach.sound.volume import Volume
from coach.staff.staff import Staff
from coach.terminal.keys import NoKeys, TerminalKeys


@dataclass(frozen=True)
class Kiosk:
    """What stands ready for whoever comes. `parts`: what a session runs on; the watchdog is fed by their work."""

    parts: Parts
    staff: Staff
    stand: Stand
    volume: Volume
    watchdog: Watchdog


@contextmanager
def opened(place: Site, pack: Pack, tell: Callable[[object], None]) -> Iterator[Kiosk]:
    """The kiosk of a place, until it is ended. Raises DeviceError where none is possible, CallerError."""
    with ExitStack() as all_of_it:
        try:
            kiosk = _open(place, pack, tell, all_of_it)
        except DeviceError as missing:
            raise DeviceError(f"No kiosk is possible here. {missing.problem}", missing.fix) from None
        yield kiosk


def _open(place: Site, pack: Pack, tell: Callable[[object], None], opening: ExitStack) -> Kiosk:
    clock, volume, floor = bootstrap.WallClock(), place.volume.at_start(), Floor()
    floor.take()  # before the line: the broker hangs up on a kiosk when another one comes under its name
    opening.callback(floor.leave)
    keys: Keys = TerminalKeys() if sys.stdin.isatty() else NoKeys()
    try:
        stand = open_stand(place, pack, keys, clock, tell)
        keys = stand.keys
        keys = open_keys(place.keys, keys, volume, clock, stand.speak_aloud)
        staff = switchboard.open_staff(place, clock, tell)
        opening.callback(staff.close)
        no_ear = NoEar(told=True) if place.quiet else None  # by its page: nobody there misses anything
        sounding = bootstrap.open_spoken_parts(place.settings, pack, keys, staff, no_ear, volume=volume)
    except BaseException:
        keys.close()  # whichever are there, each with those that it was put around
        raise
    opening.callback(sounding.close)
    watchdog = Watchdog(clock, can_be_seen=lambda: stand.is_well)
    parts = watched(stand.quieten(sounding, place, pack), watchdog, stand.page if place.quiet else None)
    stand.start()
    opening.callback(stand.close)
    return Kiosk(parts, staff, stand, volume, watchdog)
