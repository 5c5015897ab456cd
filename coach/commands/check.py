"""`coach check`: all faults of a pack, for the people who write it."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from coach.content.loader import load_pack, pack_folder
from coach.content.pack import Pack
from coach.errors import AuthorError

HELP = """\
Check a pack: every mistake, with file, line and column.

  coach check              the English pack
  coach check my_pack      a pack of your own, by its path

Each fault has a code; coach/packs/README.md says how to write an exercise. Exit code 1: there are faults."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("pack", nargs="?", default="en", metavar="PACK", help="a name in coach/packs, or a path")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Load the pack and count what is in it. Returns the exit code; raises AuthorError, CallerError."""
    folder = pack_folder(arguments.pack)
    try:
        pack = load_pack(folder)
    except AuthorError as faulty:
        if not arguments.json:
            raise
        faults = [asdict(fault) | {"path": str(fault.path)} for fault in faulty.faults]
        print(json.dumps({"pack": str(folder), "faults": faults}, indent=1))
        return faulty.exit_code
    counts = _count(pack)
    if arguments.json:
        print(json.dumps({"pack": str(folder), "faults": [], **counts}, indent=1))
    else:
        told = ", ".join(f"{number} {name}" for name, number in counts.items())
        print(f"{pack.header.id} ({pack.header.locale}): no faults. {told}.")
    return 0


def _count(pack: Pack) -> dict[str, Any]:
    scripts = [*pack.session.values(), *pack.exercises.values(), *pack.safety.values()]
    return {
        "exercises": len(pack.exercises),
        "lines": sum(1 for _ in pack.lines()),
        "drafts": sum(script.status == "draft" for script in scripts),
    }
