"""The kiosk of the day, in a process of its own: as `coach kiosk`, on a wire in the place of its sound card and clock.

  python -m scripts.day.kiosk WIRE SITE    WIRE: the number of our end of a pipe, open already

All else is what `coach.kiosk.opening` opens for the site's file: keys and volume, the shelf, the ear and the voice in
their worker processes, the page with its browser, and the line to staff. It ends as `coach kiosk` does (SIGTERM), or
when the wire says that the day is over.
"""

import sys
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from coach import bootstrap
from coach.content.pack import Pack
from coach.errors import CoachError
from coach.journal import NothingKept
from coach.kiosk import last_site
from coach.kiosk.opening import opened
from coach.listening.no_ear import NoEar
from coach.ports import Keys, StaffCall
from coach.runtime import Parts
from coach.settings import Settings
from coach.sound.volume import Volume
from coach.speaking.understudy import UnderstudiedVoice, Understudy
from coach.terminal import signals
from scripts.day.wire import Wire


def open_parts(  # noqa: PLR0913, PLR0917 - as `bootstrap.open_spoken_parts`
    wire: Wire,
    settings: Settings,
    pack: Pack,
    keys: Keys,
    staff: StaffCall,
    no_ear: NoEar | None = None,
    *,
    volume: Volume,
) -> Parts:
    """As a kiosk's, on the wire; but not every line of the pack is rendered ahead."""
    wire.turn_by(volume)
    voice = UnderstudiedVoice(bootstrap.open_voice(settings), Understudy(pack.header.locale.lower()))
    for line in bootstrap.first_lines(settings, pack):
        voice.hold(line)
    return Parts(no_ear or bootstrap.open_ear(settings), voice, wire, wire, wire, keys, NothingKept(), staff)


def stand(wire: Wire, site_file: Path) -> None:
    """Sleep and hold sessions until the day is over."""
    place, fault = last_site.read(site_file, {})
    if fault:
        tell(fault)
    with opened(place, bootstrap.open_pack(place.settings), tell, partial(open_parts, wire), wire) as kiosk:
        wire.stand(kiosk.stand.page.address if kiosk.stand.page else "")
        kiosk.keep([wire], lambda failed: wire.fail(str(failed)), lambda: wire.over)


def tell(told: object) -> None:
    """In its log: states and faults."""
    print(told, file=sys.stderr, flush=True)


def main(wire: str, site_file: str) -> None:
    """Until it is ended, or the other end of the wire says that the day is over."""
    signals.leave_in_order()
    with Connection(int(wire)) as connection:
        stand(Wire(connection), Path(site_file))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except CoachError as failed:
        sys.exit(str(failed))
