"""`coach check`: all faults of a pack, for the people who write it."""

import argparse
import json
from contextlib import closing
from dataclasses import asdict
from typing import Any

from tqdm import tqdm

from coach import bootstrap, document, settings
from coach.content.loader import load_pack, pack_folder
from coach.content.pack import Pack, Words
from coach.content.script import Script
from coach.errors import AuthorError, CallerError, Fault
from coach.rehearsal.audition import audition, candidates
from coach.rehearsal.flite import VOICES, Flite

HELP = """\
Check a pack: every mistake, with file, line and column.

  coach check              the English pack
  coach check my_pack      a pack of your own, by its path
  coach check --by-ear     also speak each phrase, by made-up voices, to the ear: which are not heard, or confused?
                           (some minutes; needs flite)

Each fault has a code; coach/packs/README.md says how to write an exercise. Exit code 1: there are faults."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("pack", nargs="?", default="en", metavar="PACK", help="a name in coach/packs, or a path")
    parser.add_argument("--by-ear", action="store_true", help="also whether each phrase can be heard")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Load the pack and count what is in it. Returns the exit code; raises AuthorError, CallerError."""
    folder = pack_folder(arguments.pack)
    try:
        pack = load_pack(folder)
        if arguments.by_ear and (unheard := faults_by_ear(pack)):
            raise AuthorError(unheard)
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


def faults_by_ear(pack: Pack) -> list[Fault]:
    """The phrases that the ear of this machine does not understand. Raises CallerError, DeviceError, EngineError."""
    if not pack.header.locale.startswith("en"):
        raise CallerError(f"No ear here hears {pack.header.locale}.", "Check this pack without --by-ear.")
    voices = [Flite(name) for name in VOICES]
    faults = []
    with closing(bootstrap.open_ear(settings.load())) as ear:
        for candidate in tqdm(list(candidates(pack)), "By ear", unit=" phrases", disable=None):
            if flaw := audition(candidate, ear, voices):
                model = Words if candidate.file.name == "words.yaml" else Script
                faults.append(document.read(candidate.file, model).fault(*flaw))
    return faults


def _count(pack: Pack) -> dict[str, Any]:
    scripts = [*pack.session.values(), *pack.exercises.values(), *pack.safety.values()]
    return {
        "exercises": len(pack.exercises),
        "lines": sum(1 for _ in pack.lines()),
        "drafts": sum(script.status == "draft" for script in scripts),
    }
