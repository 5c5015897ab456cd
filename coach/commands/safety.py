"""`coach safety`: what the safety listener makes of a list of phrases, and why."""

import argparse
import json
from pathlib import Path
from typing import Any

from coach import settings
from coach.bootstrap import open_safety
from coach.content.loader import load_pack, pack_folder
from coach.safety.finding import Finding
from coach.terminal.streams import lines_of

HELP = """\
What the safety listener makes of phrases, for the people who write and review what it listens for: the pack's rules
(risk.yaml), and what it has learnt from examples (risk.npz, by scripts/train-risk), where the pack has it.

  coach safety --file phrases.txt
  coach safety --file phrases.txt --json
  coach safety --file phrases.txt --pack my_pack

The file has one phrase a line. Each is answered in its order: `risk` begins a safety path, `ask` leads to one gentle
question, `none` to nothing. With --json, one object a line: verdict, path (suicide, overdose, medical, violence,
withdrawal; null for none), and why: the rule's name and the words that it found; or the rule "learnt", and no words,
where no rule found anything, but examples of danger were like it; null for none. Where what it has learnt made less of
a rule's finding, why says `lowered_from` (risk or ask) beside that rule; a rule marked `always` is never made less of.

It shows the words that it found: it is for lists of test phrases, not for what people have said."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--file", required=True, type=Path, metavar="LINES", help="a text file, one phrase a line")
    parser.add_argument("--pack", metavar="PACK", help="a name in coach/packs, or a path; default: the settings' pack")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Read the phrases and say what each is. Returns the exit code; raises CallerError, AuthorError."""
    phrases = lines_of(arguments.file)
    chosen = settings.load()
    pack = load_pack(pack_folder(arguments.pack or chosen.pack))
    listener = open_safety(chosen, pack)
    for finding, phrase in ((listener.read(phrase), phrase) for phrase in phrases):
        print(json.dumps(describe(finding)) if arguments.json else _sentence(finding, phrase))
    return 0


def describe(finding: Finding) -> dict[str, Any]:
    """A finding for programs."""
    why: dict[str, str | None] | None = None
    if finding.rule:
        why = {"rule": finding.rule, "words": finding.words}
        why |= {"lowered_from": finding.lowered_from.value} if finding.lowered_from else {}
    return {"verdict": finding.danger.value, "path": finding.path, "why": why}


def _sentence(finding: Finding, phrase: str) -> str:
    words = f": {finding.words}" if finding.words else ""
    lowered = f"; lowered from {finding.lowered_from}" if finding.lowered_from else ""
    path = f"{finding.path}, " if finding.path else ""
    found = f"  ({path}{finding.rule}{words}{lowered})" if finding.rule else ""
    return f"{finding.danger.value:4}  {phrase}{found}"
