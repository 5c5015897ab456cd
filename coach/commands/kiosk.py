"""`coach kiosk`: a coach for whoever comes by: it sleeps until it is called, holds a session, and sleeps again."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from coach import bootstrap
from coach.commands.check import check_file
from coach.commands.doctor import report
from coach.editions.edition import Editions
from coach.errors import AuthorError, CallerError, DeviceError
from coach.kiosk import last_site, records, site
from coach.kiosk.opening import opened
from coach.kiosk.self_test import self_test
from coach.kiosk.site import Site
from coach.terminal.captions import Captions
from coach.terminal.chosen import chosen
from coach.terminal.feed import Feed
from coach.terminal.onlooker import Onlooker
from coach.terminal.telling import show, tell, tell_early_end
from coach.whereabouts import to_set, where

HELP = """\
Hold one session after the other, for whoever comes by, until it is ended.

  coach kiosk --check --site site.yaml    whether all is right that a place says of its kiosk, and what to mend
  coach kiosk --site site.yaml            at a centre
  coach kiosk --self-test --site FILE     at the start of a shift: does it hear, speak, understand? 0: all is well

On a shelf at home, with the settings of home: `coach run --always-on`.

It sleeps until somebody says its wake phrase ("hello coach") or presses a key, holds a session, and sleeps again.
Asleep it acts on nothing else and keeps nothing. Where nobody answers any more it asks whether somebody is there, waits
for twenty seconds, and ends the session; never where somebody spoke of danger. Each session begins anew: nothing that
was said to it, or rendered for somebody, is left.

With `screen` in the site's file it serves a page to itself, starts a browser for it, brings it back when it is closed,
driven away or frozen, and takes it away, with all that it kept in memory, between two people. A touch wakes it as a
key does. With `quiet`, where others can hear, no microphone is open, and nothing of somebody's own is said aloud until
they choose it.

The self-test plays a tone and hears it, lets the ear hear what the voice reads, compares the model's checksums, shows
the page, and looks for the keys; with --by-hand somebody presses each of them. Where staff are called over the site's
network (`staff_line`), a test call goes out that somebody has to answer. It takes half a minute, while no kiosk runs.

docs/centre says what a place needs. It is not a nurse call: it cannot know whether somebody comes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--site", type=Path, metavar="FILE", help="what this place says of its kiosk")
    parser.add_argument("--check", action="store_true", help="only say what is wrong with that file")
    parser.add_argument("--self-test", action="store_true", help="try everything once, one line each")
    parser.add_argument("--by-hand", action="store_true", help="in the self-test: somebody presses each key")
    parser.add_argument("--json", action="store_true", help="show what the coach does as JSON lines, for a program")


def run(arguments: argparse.Namespace) -> int:
    """Sleep and hold sessions until it is ended; or check the site, or try everything: 0 where all is right."""
    if arguments.check:
        return _check(arguments)
    place = _site(arguments)
    if arguments.self_test:
        return 0 if report(self_test(place, arguments.by_hand, _ask, tell), arguments.json) else 1
    _record(place, Editions(arguments.site))
    pack = bootstrap.open_pack(place.settings)
    with opened(place, pack, tell) as kiosk:
        show(chosen(kiosk.parts, place.settings), sys.stderr)
        if unset := to_set(place.settings):
            tell(unset)
        kiosk.watchdog.ready()
        began, output = datetime.now(), Onlooker(sys.stdout)
        observer = Feed(output) if arguments.json else Captions(pack.header.screen, output)
        kiosk.keep([observer], tell_early_end, lambda: site.is_due(place.self_test_at, began, datetime.now()))
    return 0


def _site(arguments: argparse.Namespace) -> Site:
    """What the place says, with what variables say over it."""
    place, fault = last_site.read(_file(arguments))
    if fault:
        tell(fault)
    return place


def _file(arguments: argparse.Namespace) -> Path:
    """Whom to call is never guessed where strangers come by, so every kiosk has one."""
    if arguments.site is None:
        fix = "Name its file: --site site.yaml. On a shelf at home: coach run --always-on."
        raise CallerError("A kiosk is run by what its place says of it.", fix)
    path: Path = arguments.site
    return path


def _check(arguments: argparse.Namespace) -> int:
    return check_file("site", _file(arguments), _told, arguments.json)


def _told(path: Path) -> str:
    checked = site.read(path)
    numbers = checked.settings.contacts()
    return f"{checked.place}, {checked.kiosk}: no faults. Help at {numbers} ({where(checked.settings)})."


def _record(place: Site, editions: Editions) -> None:
    """What is in force from now on; a full disk keeps nobody from being spoken with."""
    try:
        records.keep(records.of_site(place, editions.told), records.path(), records.now())
    except (AuthorError, DeviceError) as lost:
        tell(lost)


def _ask(use: str) -> None:
    tell(f"press the key for {use}, please")
