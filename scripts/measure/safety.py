"""How well the safety listener tells risk from idiom, by path, on phrases that nothing learnt from.

Trust the part that is held out; by totals of the other the network's bounds were chosen.

  scripts/measure-safety                       as they were written
  scripts/measure-safety --pack es             those of the language that a pack's locale names
  scripts/measure-safety --heard heard.jsonl   and as an ear wrote them, from scripts/measure-ear --only phrases --json
  scripts/measure-safety --failures            the others, and what went wrong there: for who mends rules

Last it says how much of one processor a reply takes: a session waits for it, while the ear works on.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from tqdm import tqdm

from coach.content.loader import load_pack, pack_folder
from coach.errors import CallerError, CoachError
from coach.events import Decision, Heard
from coach.safety.finding import NOTHING, Finding
from coach.safety.listener import SafetyListener
from models.risk import phrases
from scripts.measure.danger import Judged, failures, summary
from scripts.measure.hearing import Hearing, from_json


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        "measure-safety", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pack", default="en", metavar="PACK", help="a name in coach/packs, or a path")
    parser.add_argument("--heard", type=Path, metavar="FILE", help="what measure-ear --only phrases --json wrote")
    parser.add_argument("--failures", action="store_true", help="measure what was tuned on instead, and list them")
    arguments = parser.parse_args()
    pack = load_pack(pack_folder(arguments.pack))
    listener = SafetyListener(pack.risk, pack.folder)
    every = phrases.phrases(pack.header.language_code)
    known = {phrase.said: phrase for phrase in every if (phrase.part == phrases.TUNED_ON) == arguments.failures}
    reading = tqdm(known.items(), unit=" phrases", disable=None)
    began = time.process_time()  # of all threads: work that is spread over cores is not hidden
    written = [Judged(phrase, "in writing", listener.read(said)) for said, phrase in reading]
    cpu_seconds = (time.process_time() - began) / max(1, len(written))
    heard = list(_heard(arguments.heard, listener, known)) if arguments.heard else []
    print(summary([*written, *heard]))
    print(f"One reply takes {1000 * cpu_seconds:.0f} ms of one processor.")
    if arguments.failures:
        print(failures(written))


def _heard(path: Path, listener: SafetyListener, known: dict[str, phrases.Phrase]) -> "list[Judged]":
    """What an ear made of the phrases when synthetic voices spoke them."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as unreadable:
        raise CallerError(f"{path}: cannot be read ({unreadable}).", "Give what measure-ear --json wrote.") from None
    hearings = [from_json(row) for row in rows if row.get("said") in known and row["noise"] != "in writing"]
    return [Judged(known[one.said], f"heard, {one.noise}", _found(one, listener)) for one in hearings]


def _found(hearing: Hearing, listener: SafetyListener) -> Finding:
    """What a session makes of it: of the text, of the phrase that was accepted, of what else it may have been."""
    if hearing.outcome == "no_input":
        return NOTHING
    decision = Decision(hearing.outcome)
    return listener.hear(Heard(0, decision, hearing.phrase, open_text=hearing.open_text, readings=hearing.readings))


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
