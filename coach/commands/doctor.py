"""`coach doctor`: whether a spoken session is possible here, and if not, what to do."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from coach import bootstrap
from coach.doctor.checkup import Check, examine, of_a_machine
from coach.doctor.finding import Finding
from coach.kiosk import page_check, site, switchboard
from coach.settings import load
from coach.terminal.called import as_called
from coach.terminal.telling import show, show_row

HELP = """\
Say whether a spoken session is possible on this machine, and if not, what to do.

  coach doctor
  coach doctor --json      for programs
  coach doctor --site site.yaml    with what a place says of its kiosk, and whether its line to staff is reached

One line for each part: ok; look (it may work, somebody should look); wrong, with what to do; waits (not tried, for
something else comes first). Nothing is fetched. A sentence is said aloud, twice, to find out how loud the coach comes
back into the microphone, and so whether it can listen while it speaks (the setting `barge_in`). Be quiet meanwhile, and
turn the loudspeaker up as loud as it will be. What the microphone gives in these seconds is measured (level, silence,
hum, clipping) and dropped.
Exit code 0: a spoken session is possible. 1: something has to be mended first."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--site", type=Path, metavar="FILE", help="what a place says of its kiosk")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything. Returns the exit code."""
    place = site.read(arguments.site) if arguments.site else None
    line = Check("staff line", lambda: switchboard.reached(place, bootstrap.WallClock()), needs=("other coach",))
    page = Check("page", page_check.at_home)
    possible = report(examine(*of_a_machine(place.settings if place else load()), line, page), arguments.json)
    if possible and not arguments.json:
        show("A spoken session is possible here.")
    elif not arguments.json:
        show("Mend what is wrong, from the top, and ask again. `coach run --typed` holds the same session typed.")
    return 0 if possible else 1


def report(findings: Iterable[Finding], as_json: bool) -> bool:
    """Each finding in a line as soon as it is there, or all as one object; whether a spoken session is possible."""
    found = []
    for finding in findings:
        found.append(finding)
        if not as_json:
            show_row(f"{finding.state:<6}{finding.part:<15}", "\n".join(filter(None, [finding.found, finding.to_do])))
    possible = all(finding.state != "wrong" for finding in found)
    if as_json:
        told = [asdict(finding) | {"to_do": as_called(finding.to_do)} for finding in found]
        print(json.dumps({"possible": possible, "findings": told}, indent=1))
    return possible
