"""The kiosk of the day, in a process of its own: all that a kiosk has, on a wire in the place of its sound card.

  python -m scripts.day.kiosk WIRE SITE CERTIFICATES PORT

It holds what `coach kiosk` holds: the site's file, its keys and volume, the shelf, the ear and the voice in their
worker processes, the page, and the line to staff.
"""

import sys
from contextlib import closing
from multiprocessing.connection import Client
from pathlib import Path

from coach import bootstrap
from coach.conversation.waiting import Waiting
from coach.journal import NothingKept
from coach.kiosk import site
from coach.kiosk.keys import open_keys
from coach.kiosk.shelf import Shelf, wake_expectation
from coach.kiosk.site import Screen, Site
from coach.kiosk.stand import display_of
from coach.ports import Observer, Voice
from coach.runtime import Parts, Runtime
from coach.screen.opening import open_screen
from coach.settings import Settings
from coach.speaking.understudy import UnderstudiedVoice, Understudy
from coach.staff.line import Broker
from coach.staff.staff_line import StaffLine
from coach.staff.trust import Papers
from coach.terminal.keys import KEYS, NoKeys
from scripts.day.wire import Wire


def stand(wire: Wire, place: Site, line: StaffLine) -> None:
    """Sleep and hold sessions until the day is over."""
    settings = place.settings
    pack = bootstrap.open_pack(settings)
    safety = bootstrap.open_safety(settings, pack)
    volume = place.volume.at_start()
    wire.turn_by(volume)
    keys = open_keys(place.keys, NoKeys(), volume, wire)
    page = open_screen(pack, wire, keys, KEYS, display_of(place, place.screen or Screen()))
    voice = open_voice(settings)
    parts = Parts(bootstrap.open_ear(settings), voice, wire, wire, wire, page, NothingKept(), line)
    observers: list[Observer] = [page, wire, line]

    def hold_session() -> None:
        session = bootstrap.open_session(settings, pack, safety, Waiting(idle_seconds=place.idle_seconds))
        try:
            Runtime(session, parts, observers).run()
        finally:
            volume.begin_anew()

    with closing(parts):
        wire.stand(page.address)
        shelf = Shelf(parts, wake_expectation(pack), observers)
        shelf.keep(hold_session, lambda failed: wire.fail(str(failed)), until=lambda: wire.over)


def open_voice(settings: Settings) -> Voice:
    """As a kiosk does, but that not every line of the pack is rendered ahead."""
    pack = bootstrap.open_pack(settings)
    voice = UnderstudiedVoice(bootstrap.open_voice(settings), Understudy(pack.header.locale.lower()))
    for line in bootstrap.first_lines(settings, pack):
        voice.hold(line)
    return voice


def main(wire: str, site_file: str, certificates: str, port: str) -> None:
    """Until the other end of the wire says that the day is over."""
    place = site.read(Path(site_file), {})
    papers = Papers.of(place.kiosk, Path(certificates))
    with Client(wire, "AF_UNIX") as connection:
        end = Wire(connection)
        with closing(StaffLine(place.kiosk, Broker("127.0.0.1", int(port)), papers, len(place.roles), end)) as line:
            stand(end, place, line)


if __name__ == "__main__":
    main(*sys.argv[1:])
