"""A pack: all that the coach says and understands in one language.

packs/en/
  pack.yaml       what this pack is                              Header
  words.yaml      the words that work everywhere, shared answers, numbers   Words
  repair.yaml     what to say when nothing was understood, and on pause, help ...   Repair
  risk.yaml       what the safety listener listens for            Risk
  risk.npz        what it has learnt from examples, where somebody taught it
  intents.yaml    what may be said at any moment, and how it is met           Intents
  session/        the parts of a session, one script each
  exercises/      one script each
  safety/         one script for each path of risk.yaml
  sound/ID.wav    recorded lines, used before any synthetic voice
  sound/index.json, sound/*.opus   its sentences, spoken once for everybody (`coach/speaking/pack_sounds.py`)
  reading.yaml    what is read instead of a line, where a session is typed
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from coach.content.header import Header
from coach.content.intents import Finder, Intents
from coach.content.repair import Repair
from coach.content.risk import Risk
from coach.content.script import Script
from coach.content.words import Words

READING = "reading.yaml"
"""Words for whoever reads a session; a pack for the ear alone has none."""
RISK_NETWORK = "risk.npz"
"""What a pack has learnt of danger from examples, besides its rules; not every language has it."""

SESSION_PARTS = ("welcome", "check_in", "choice", "check_out", "next_step", "close", "stopped")
"""The scripts that every pack's `session/` holds, in the order of a session; `stopped` answers "stop"."""
BEFORE_EXERCISES = ("welcome", "check_in", "choice")
"""The parts in which somebody who says nothing is led on to the exercise that needs no answer."""
MAY_START = (*BEFORE_EXERCISES, "exercise", "next_step")
"""The parts from which an exercise may start. One may lead to another that fits better now."""
URGENT_FROM = (*SESSION_PARTS, "exercise")
"""The parts from which "urge" begins its exercise at once: all but a safety path."""
MAY_COME_BACK = ("exercise", "check_out", "next_step", "safety")
"""The parts that may lead back to the choice; every exercise and every safety path is one of them."""


@dataclass(frozen=True)
class Pack:
    """A whole pack, checked."""

    folder: Path
    header: Header
    words: Words
    repair: Repair
    risk: Risk
    session: dict[str, Script]
    exercises: dict[str, Script]
    safety: dict[str, Script]
    intents: Intents = field(default_factory=Intents)
    """What may be said at any moment."""
    reading: Mapping[str, str] = field(default_factory=dict)
    """What is read instead of a line, by its full id, where a session is typed (`coach/content/reading.py`)."""

    def __hash__(self) -> int:
        return hash(self.folder)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # it never changes

    @cached_property
    def intent_finder(self) -> Finder:
        """Finds what may be said at any moment."""
        return Finder(self.intents, self.risk)

    @property
    def scripts(self) -> dict[str, Script]:
        """Every script, by its id."""
        return self.session | self.exercises | self.safety

    def part_of(self, script: str) -> str:
        """The part of a session that a script is spoken in, by its id: its own, "exercise", or "safety"."""
        return "exercise" if script in self.exercises else "safety" if script in self.safety else script

    def file_of(self, script: str) -> str:
        """Where a script of this id stands: its file's name inside the pack."""
        room = "session" if script in self.session else "exercises" if script in self.exercises else "safety"
        return f"{room}/{script}.yaml"

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every spoken line: its full id and its text, gaps still open."""
        for script in self.scripts.values():
            yield from script.lines()
        yield from self.repair.lines()
        yield from self.risk.lines()
        yield from self.intents.lines()
