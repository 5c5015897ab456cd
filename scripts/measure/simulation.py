"""Whole sessions with mixed talk, on virtual time: answers, silence, "stop", stories, danger, keys, nonsense. Prints
how they ended, and how many a second this machine holds.

  scripts/simulate                    a thousand sessions
  scripts/simulate 20000 --seed 2     more, and others
  scripts/simulate --json             one object

There is no ear, no voice and no sound: what is said comes as words, and a prompt takes as long as it would be spoken.
Danger is heard by the pack's rules; the network, which takes 16 ms a reply, is left out unless --network asks for it.
Each sentence is looked at for danger once, and the phrases of each step are sorted once: those of made-up people come
again and again.

A session that neither ends nor stands at the standing invitation of a safety path is stuck: then the exit code is 1.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
from tqdm import tqdm

from coach import bootstrap, settings
from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.conversation.turns.standing_invitation import STANDING_SECONDS
from coach.effects import CallStaff, Effect, Remember, Say
from coach.errors import CoachError
from coach.events import Heard, SessionStarted
from coach.rehearsal.dialogue import Dialogue
from coach.safety.finding import Finding, Safety
from coach.safety.listener import SafetyListener
from scripts.measure.talk import Talker

MOST_TURNS = 1_000
"""The longest session that is led on; the longest of 3,000 had 122."""
STUCK = "stuck"


class SameSentences:
    """Implements `coach.safety.finding.Safety` for people whose every sentence was made up beforehand."""

    def __init__(self, safety: Safety) -> None:
        self._safety = safety
        self._found: dict[tuple[str | None, str, str], Finding] = {}

    def hear(self, heard: Heard) -> Finding:
        """What was found in it at first."""
        said = (heard.phrase, heard.open_text, heard.decision)
        if said not in self._found:
            self._found[said] = self._safety.hear(heard)
        return self._found[said]


@dataclass(frozen=True)
class Held:
    """How a session went. `ended`: finished, stopped, went silent, stuck; or `safety: PATH`, the last one opened."""

    ended: str
    turns: int
    seconds: float
    parts: frozenset[str]
    exercises: frozenset[str]


def hold(dialogue: Dialogue, talker: Talker) -> Held:
    """Lead one session to its end."""
    parts, turns, done = set[str](), 0, list(dialogue.effects)
    while not dialogue.ended and not _stands(dialogue, talker) and turns < MOST_TURNS:
        assert dialogue.listen is not None
        parts.add(dialogue.session.state)
        dialogue.happen(talker.does(dialogue.listen))
        turns += 1
        done += (effect for effect in dialogue.effects if isinstance(effect, CallStaff | Remember))
    exercises = {str(what.value) for what in done if isinstance(what, Remember) and what.name == "exercise"}
    ended = _ended(dialogue, talker, [what.reason for what in done if isinstance(what, CallStaff)])
    return Held(ended, turns, dialogue.seconds, frozenset(parts), frozenset(exercises))


def sessions(number: int, seed: int, pack: Pack, safety: Safety, gaps: Mapping[str, str]) -> Iterator[Held]:
    """So many, each with somebody else."""
    for each in range(number):
        dialogue = Dialogue(Session(pack, safety, gaps), SessionStarted())
        yield hold(dialogue, Talker(Random(f"{seed} {each}")))


def _stands(dialogue: Dialogue, talker: Talker) -> bool:
    """Nobody answers on a safety path: it stays, and has no end of its own."""
    listen = dialogue.listen
    return talker.left and listen is not None and listen.expectation.no_input_seconds >= STANDING_SECONDS


def _ended(dialogue: Dialogue, talker: Talker, paths: list[str]) -> str:
    if not dialogue.ended and not _stands(dialogue, talker):
        return STUCK
    if paths:
        return f"safety: {paths[-1]}"
    if talker.left:
        return "went silent"
    return "stopped" if any(map(_says_goodbye_early, dialogue.effects)) else "finished"


def _says_goodbye_early(effect: Effect) -> bool:
    return isinstance(effect, Say) and any(line.id.startswith("stopped.") for line in effect.lines)


def summary(held: list[Held]) -> dict[str, Any]:
    """All of them together, for programs."""
    ended = Counter(session.ended for session in held)
    return {
        "sessions": len(held),
        "turns": sum(session.turns for session in held),
        "ended": {
            name: _measured([session for session in held if session.ended == name]) for name, _ in ended.most_common()
        },
        "parts_reached": dict(Counter(part for session in held for part in session.parts).most_common()),
        "exercises_begun": dict(Counter(name for session in held for name in session.exercises).most_common()),
    }


def _measured(held: list[Held]) -> dict[str, Any]:
    turns = np.percentile([session.turns for session in held], [50, 95])
    seconds = np.percentile([session.seconds for session in held], [50, 95])
    names = ("turns_p50", "turns_p95", "seconds_p50", "seconds_p95")
    return {"sessions": len(held)} | {
        name: round(float(value)) for name, value in zip(names, [*turns, *seconds], strict=True)
    }


def table(told: dict[str, Any]) -> Iterator[str]:
    """The same for people."""
    yield f"{'ended':24} {'sessions':>9} {'turns p50':>10} {'p95':>5} {'seconds p50':>12} {'p95':>6}"
    for name, of in told["ended"].items():
        turns = f"{of['turns_p50']:10} {of['turns_p95']:5}"
        yield f"{name:24} {of['sessions']:9} {turns} {of['seconds_p50']:12} {of['seconds_p95']:6}"
    for what in ("parts_reached", "exercises_begun"):
        names = ", ".join(f"{name} {times}" for name, times in told[what].items())
        yield f"\n{what.replace('_', ' ')}: {names}"
    speed = f"{told['sessions_per_second']:.0f} sessions and {told['turns_per_second']:.0f} turns a second of one core"
    yield f"\n{told['sessions']} sessions, {told['turns']} turns; {speed}"


def main() -> None:
    """Hold and count."""
    parser = argparse.ArgumentParser(
        "simulate", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sessions", type=int, nargs="?", default=1000, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--network", action="store_true", help="hear danger by what was learnt from examples, too")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    chosen = settings.load()
    pack = bootstrap.open_pack(chosen)
    gaps = bootstrap.gaps(chosen.contacts(), pack.header.unknown)
    safety = SameSentences(SafetyListener(pack.risk, pack.folder if arguments.network else None))
    began = time.process_time()
    number = arguments.sessions
    held = list(tqdm(sessions(number, arguments.seed, pack, safety, gaps), total=number, disable=None))
    cpu_seconds = time.process_time() - began
    told = summary(held)
    told |= {
        "cpu_seconds": round(cpu_seconds, 1),
        "sessions_per_second": round(len(held) / cpu_seconds, 1),
        "turns_per_second": round(told["turns"] / cpu_seconds),
    }
    print(json.dumps(told) if arguments.json else "\n".join(table(told)))
    sys.exit(STUCK in told["ended"])


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
