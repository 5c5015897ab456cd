"""`coach paths`: walks every path through an exercise, with the real session, and says what they reach."""

import argparse
import json

from tqdm import tqdm

from coach import settings
from coach.content.loader import load_pack, pack_folder
from coach.content.pack import Pack
from coach.errors import CallerError, meant
from coach.rehearsal.coverage import Coverage
from coach.rehearsal.paths import walk
from coach.safety.finding import Safety
from coach.safety.listener import SafetyListener
from coach.terminal.telling import show

HELP = """\
Walk every path through an exercise or a safety path, as a person could: each answer, a low, a middle and a high number,
"I don't know", silence, and stop. It is the real session that is asked, not the file.

  coach paths urge_surfing
  coach paths                     every exercise and safety path (some seconds)
  coach paths --pack my_pack      those of a pack of your own, by its path

It says how many steps and answers were reached, how many paths there are (a loop counts once), and how many minutes the
shortest and the longest take that nobody stops. Exit code 1: a step is never reached, a path leads nowhere, or an
answer is not understood."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("exercise", nargs="?", metavar="EXERCISE", help="its id: exercises/ID.yaml (default: all)")
    parser.add_argument("--pack", metavar="PACK", help="a name in coach/packs, or a path (default: the settings')")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Walk, and say what was found. Returns the exit code; raises AuthorError, CallerError."""
    pack = load_pack(pack_folder(arguments.pack or settings.load().pack))
    safety = SafetyListener(pack.risk, pack.folder)
    summaries = []
    faulty = False
    for name in _chosen(pack, arguments.exercise):
        coverage = walk_all(pack, safety, name)
        faulty = faulty or bool(coverage.faults)
        summaries.append(coverage.summary())
        if not arguments.json:
            show("\n".join([str(coverage), *(f"  {fault}" for fault in coverage.faults)]))
    if arguments.json:
        print(json.dumps(summaries, indent=1))
    return int(faulty)


def walk_all(pack: Pack, safety: Safety, name: str) -> Coverage:
    """Every path through one script, with a bar that shows how many places were gone through."""
    with tqdm(desc=name, unit=" places", leave=False, disable=None) as bar:
        for walked in walk(pack, safety, name):
            bar.total = len(walked.ways)
            bar.update()
    return Coverage(walked)


def _chosen(pack: Pack, name: str | None) -> list[str]:
    known = [*pack.exercises, *pack.safety]
    if name is None:
        return known
    if name not in known:
        fix = f"{meant(name, known)}Name one of these: {', '.join(known)}."
        raise CallerError(f"There is no exercise {name!r}.", fix)
    return [name]
