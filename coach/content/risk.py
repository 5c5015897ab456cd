"""What the safety listener knows of a language: `risk.yaml`, in patterns that `coach/content/pattern.py` explains."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from coach.content.gaps import EMERGENCY_GAP
from coach.content.script import Lines
from coach.document import Checked

NEGATED = "negated"
"""The guard that every language has."""


class Rule(Checked):
    """One way in which people say that they are in danger.

    `risk`: said so plainly that its path begins. `ask`: it may be; one gentle question comes first.
    `unless`: takes back a match that it shares a word with ("too much on at work").
    `even`: guards that do not count here, by name, or `negated`.
    `always`: what was learnt from examples may not make less of it.
    """

    risk: list[str] = []
    ask: list[str] = []
    unless: list[str] = []
    even: list[str] = []
    always: bool = False


class RiskPath(Checked):
    """What leads to one safety path.

    `question`: the gentle question; "yes" leads to the path, "no" back to where the person was.
    `settled`: said after "no". `unanswered`: said after silence; it names a person.
    `second`: asked after a first "no", where one "no" is not believed.
    `sounds`: short phrases that an ear listens for in the sound itself, where it cannot tell what else was said. Heard
    so, they lead to the question and never to more.
    """

    question: Lines = {}
    settled: Lines = {}
    unanswered: Lines = {}
    second: Lines = {}
    rules: dict[str, Rule] = Field(min_length=1)
    sounds: list[str] = []


class Negated(Checked):
    """What takes back the match that follows it: one of `leads`, then any of `fillers`: "not | going to ever"."""

    leads: list[str] = []
    fillers: list[str] = []


class Guard(Checked):
    """What takes back a match that it stands near: "ten years ago", "in the movie". Not where one of `void` does too.

    `only`: the rules that it is for; all of them if none is named.
    """

    near: list[str]
    void: list[str] = []
    only: list[str] = []


class Bounds(Checked):
    """How probable it must be to what was learnt from examples (`risk.npz`), before it counts beside the rules.

    `risk`, `danger`: alone it calls for a path, or for a question. `risk_if_asked`: for a path where a rule would
    ask. `harmless_if_asked`: then that question is not asked. `harmless_if_risk`: then a rule's path begins with one.
    """

    risk: float = 0.6
    risk_if_asked: float = 0.8
    danger: float = 0.7
    harmless_if_asked: float = 0.7
    harmless_if_risk: float = 0.9


class Risk(Checked):
    """The safety paths in the order in which they are looked for, each with its script in `safety/`.

    `short_forms`: "can't" to "can not"; with ~ in front an ending: "~n't" to "not". `negations`: no gap jumps over one.
    `letters`: letters that sound alike, and how they are written before words are compared: "v" as "b", "h" as "". A
    stem must not end within such letters: `suici~`, not `suic~`, where "ci" is "si". Accents never count.
    `misheard`: what recognisers write for what was said, a few words for a few: "hole bottle" for "whole bottle".
    `idioms`: take back a match of any rule that they share a word with ("shot at the goal"), as `unless` does for one.
    `urgency`: the paths, the most urgent first, where that is another order than the one in which they are looked for.
    `harmless`: whole replies that only the rules judge, whatever was learnt from examples ("tight in my chest").
    """

    letters: dict[str, str] = {}
    short_forms: dict[str, str] = {}
    misheard: dict[str, str] = {}
    negations: list[str] = []
    negated: Negated = Negated()
    guards: dict[str, Guard] = {}
    idioms: list[str] = []
    harmless: list[str] = []
    urgency: list[str] = []
    bounds: Bounds = Bounds()
    classes: dict[str, list[str]] = {}
    paths: dict[str, RiskPath] = Field(min_length=1)

    def calling(self, number: str, digits: Mapping[int, Sequence[str]]) -> "Risk":
        """The same, where this is the number for emergencies: somebody may write it, or say its `digits` one by one.

        The class `emergency_number`, where there is one, names it too. In full only from three digits on: fifteen may
        be anything.
        """
        if EMERGENCY_GAP not in self.classes:
            return self
        figures = re.findall(r"\d", number)
        forms = [" ".join(figures), " ".join(digits[int(figure)][0] for figure in figures)]
        forms += ["".join(figures)] * (len(figures) > 2)
        known = [*self.classes[EMERGENCY_GAP], *forms]
        return self.model_copy(update={"classes": self.classes | {EMERGENCY_GAP: list(dict.fromkeys(known))}})

    def by_urgency(self) -> list[str]:
        """The paths, the most urgent first."""
        return self.urgency or list(self.paths)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every spoken line: its full id and its text, gaps still open."""
        for path in self.paths.values():
            for lines in (path.question, path.settled, path.unanswered, path.second):
                yield from ((f"risk.{id}", text) for id, text in lines.items())

    def sounds(self) -> tuple[str, ...]:
        """Every phrase to listen for in the sound."""
        return tuple(dict.fromkeys(phrase for path in self.paths.values() for phrase in path.sounds))

    def guards_of(self, name: str, rule: Rule) -> list[str]:
        """The guards that count for a rule of this name, by name."""
        return [
            guard
            for guard, content in self.guards.items()
            if guard not in rule.even and (not content.only or name in content.only)
        ]
