"""`coach check`: all faults of a pack, for the people who write it, and what each of them means."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from coach import settings
from coach.bootstrap import open_reviewer, open_safety
from coach.content.faults import Page, pages
from coach.content.loader import PACKS, load_pack, pack_folder
from coach.content.pack import Pack
from coach.errors import AuthorError, CallerError, meant
from coach.terminal.telling import show, show_row

HELP = f"""\
Check a pack: every mistake, with file, line and column.

  coach check                  the pack of the settings: English, if they name none
  coach check my_pack          a pack of your own, by its path
  coach check --explain C042   what this code means, why it matters to who listens, and how to mend it
  coach check --explain        all codes
  coach check --by-ear         also speak each phrase, by made-up voices, to the ear: which are not heard, or confused?
                               (some minutes; needs flite)

{PACKS / "README.md"} says how to write an exercise. Exit code 1: there are faults."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("pack", nargs="?", metavar="PACK", help="a name in coach/packs, or a path")
    parser.add_argument("--explain", nargs="?", const="", metavar="CODE", help="what a code means; without one, all")
    parser.add_argument("--by-ear", action="store_true", help="also whether each phrase can be heard")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Load the pack, try what it has learnt, and count what is in it.

    Returns the exit code; raises AuthorError, CallerError.
    """
    if arguments.explain is not None:
        return _explain(arguments.explain.upper(), arguments.json)
    chosen = settings.load()
    folder = pack_folder(arguments.pack or chosen.pack)
    reviewer, left_out = open_reviewer(folder, chosen.models_folder)
    try:
        pack = load_pack(folder, reviewer)
        open_safety(chosen, pack)
        if arguments.by_ear:
            _check_by_ear(pack)
    except AuthorError as faulty:
        if not arguments.json:
            raise
        print(json.dumps({"pack": str(folder), "faults": as_data(faulty), "left_out": left_out}, indent=1))
        return faulty.exit_code
    counts = _count(pack)
    if arguments.json:
        print(json.dumps({"pack": str(folder), "faults": [], "left_out": left_out, **counts}, indent=1))
    else:
        told = ", ".join(f"{number} {name}" for name, number in counts.items())
        show("\n".join([f"{pack.header.id} ({pack.header.locale}): no faults. {told}.", *left_out]))
    return 0


def as_data(faulty: AuthorError) -> list[dict[str, Any]]:
    """Every fault, for a program."""
    return [asdict(fault) | {"path": str(fault.path)} for fault in faulty.faults]


def check_file(kind: str, path: Path, told: Callable[[Path], str], as_json: bool) -> int:
    """Say whether all is right in a file. Returns the exit code. Raises AuthorError where a person reads it.

    `kind`: what a program calls it. `told`: reads it, raising AuthorError, and says in a line what is in it.
    """
    try:
        line = told(path)
    except AuthorError as faulty:
        if not as_json:
            raise
        print(json.dumps({kind: str(path), "faults": as_data(faulty)}, indent=1))
        return faulty.exit_code
    if as_json:
        print(json.dumps({kind: str(path), "faults": []}, indent=1))
    else:
        show(line)
    return 0


def _check_by_ear(pack: Pack) -> None:
    from coach.rehearsal.audition import faults_by_ear  # noqa: PLC0415 - the engines, which nothing else here needs

    if unheard := faults_by_ear(pack):
        raise AuthorError(unheard)


def _explain(code: str, as_json: bool) -> int:
    known = pages()
    if code and code not in known:
        guess = meant(code, known)
        raise CallerError(f"There is no code {code}.", f"{guess}Say `coach check --explain` for all of them.")
    chosen = {code: known[code]} if code else known
    if as_json:
        print(json.dumps({name: page.model_dump() for name, page in chosen.items()}, indent=1))
    elif code:
        show(_page(code, known[code]))
    else:
        for name, page in known.items():
            show_row(f"{name}  ", page.sentence)
    return 0


def _page(code: str, page: Page) -> str:
    examples = {"This fails:": page.wrong, "This is right:": page.right}
    shown = [f"{title}\n{_indented(example)}" for title, example in examples.items()]
    return "\n\n".join([f"{code}: {page.sentence}.", page.means, f"Why it matters: {page.matters}", *shown])


def _indented(example: str) -> str:
    return "\n".join(f"    {line}" for line in example.rstrip().splitlines())


def _count(pack: Pack) -> dict[str, Any]:
    return {
        "exercises": len(pack.exercises),
        "lines": sum(1 for _ in pack.lines()),
        "drafts": sum(script.status == "draft" for script in pack.scripts.values()),
    }
