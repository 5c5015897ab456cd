"""`coach records`: which program, content, signatures and settings a kiosk spoke with, and since when."""

import argparse
import json
from pathlib import Path

from coach.kiosk import records
from coach.kiosk.records import Record
from coach.terminal.telling import show

HELP = """\
What a kiosk spoke with, and since when, for an inspector: program, update, content, who had signed it, and settings.

  coach records                                         of the kiosks that this user ran
  sudo -u coach-kiosk XDG_DATA_HOME=/var/lib/coach-kiosk coach records --json

A record is added when a kiosk at a site starts with something else than before. Nothing in it tells of anybody who
spoke with it: docs/centre/data.md lists each field that is kept, and the test that shows it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--file", type=Path, metavar="FILE", help="records that were copied from a kiosk")
    parser.add_argument("--json", action="store_true", help="all fields, for programs")


def run(arguments: argparse.Namespace) -> int:
    """Show them, the oldest first. Raises DeviceError."""
    kept = list(records.read(arguments.file or records.path()))
    if arguments.json:
        print(json.dumps([record.model_dump(mode="json") for record in kept], indent=1))
    elif not kept:
        show(f"Nothing is recorded in {arguments.file or records.path()}: no kiosk has started with a site.")
    else:
        show("\n\n".join(map(_told, kept)))
    return 0


def _told(record: Record) -> str:
    known = record.in_force
    signed = [f"  {each.content}, signed by {each.by} on {each.signed_on}" for each in known.signed]
    country = known.site["settings"]["country"]
    lines = [
        f"since {record.since:%Y-%m-%d %H:%M} UTC: {known.site['place']}, {known.site['kiosk']}",
        f"  {known.edition}",
        f"  coach {known.program}, pack {known.pack}, content {known.content[:16]}, country {country}",
        *signed,
        f"  {len(known.unsigned)} files that nobody had signed, accepted by the site",
    ]
    return "\n".join(lines)
