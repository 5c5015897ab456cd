"""The safety listener: hears every reply first, in every state, on the open transcript, the phrase and the sound.

What it listens for is the pack's: rules that a clinician can read (`risk.yaml`), and what a network has learnt from
examples (`risk.npz`), where the pack has one. It finds; the safety path's script asks and gives a number.
"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from coach.content.meaning import Meaning, Reading
from coach.content.pack import RISK_NETWORK
from coach.content.pattern import Letters, Patterns, Plain, plain
from coach.content.risk import NEGATED, Bounds, Guard, Risk, Rule
from coach.events import Decision, Heard

NEAR_WORDS = 12
"""How far a guard reaches, to either side of a match."""


class Danger(StrEnum):
    """`risk`: said plainly, its path begins. `ask`: it may be; a gentle question first. `none`: nothing of the sort."""

    RISK = "risk"
    ASK = "ask"
    NONE = "none"


@dataclass(frozen=True)
class Finding:
    """What was found, where it leads, and why. `words` were said, and are kept out of `repr`."""

    danger: Danger
    path: str | None = None
    rule: str | None = None
    words: str | None = field(default=None, repr=False)


NOTHING = Finding(Danger.NONE)
SOUND = "sound"
"""The rule's name where the sound is nearly as like a sentence about danger."""
LEARNT = "learnt"
"""The rule's name where no rule found it: sentences like it were examples of danger. It names no words."""


class SafetyListener:
    """Knows the pack's safety paths, the most urgent first."""

    def __init__(self, risk: Risk, folder: Path | None = None) -> None:
        """`folder`: the pack's, where what it has learnt from examples may be; without it, the rules alone."""
        learnt = folder / RISK_NETWORK if folder else None
        self._meaning = _meaning(learnt) if learnt and learnt.exists() else None
        self._harmless = Patterns(risk.classes, risk.negations, Letters(risk.letters)).compile(
            *(f"^ {pattern} $" for pattern in risk.harmless)
        )
        self._plain = Plain(risk.short_forms, risk.misheard, Letters(risk.letters))
        self._bounds = risk.bounds
        self._listeners = _listeners(risk.model_dump_json())

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # it never changes

    def hear(self, heard: Heard) -> Finding:
        """The most that a reply calls for. Where it is not what the ear would write itself, never more than a question.

        That is so for other sentences that the sound is nearly as like, which count only where they tell of danger
        plainly, and for the open text of a reply that is, as surely, a harmless phrase: a noisy kitchen made "dry on
        the roof" of "try another".
        """
        as_phrase = self._by_rules(self._plain.write(heard.phrase or ""))
        openly = as_phrase if heard.phrase == plain(heard.open_text) else self.read(heard.open_text)
        if heard.phrase and heard.decision is Decision.ACCEPT and as_phrase.danger is Danger.NONE:
            openly = _at_most_asked(openly, openly.rule)
        order = list(Danger)
        found = min(openly, as_phrase, key=lambda finding: order.index(finding.danger))
        if found.danger is not Danger.NONE:
            return found  # the others would add nothing, and each takes as long to read
        others = map(self.read, heard.readings)
        return next((_at_most_asked(other, SOUND) for other in others if other.danger is Danger.RISK), NOTHING)

    def read(self, text: str) -> Finding:
        """The most that a text calls for, by the rules and by what was learnt from examples."""
        written = self._plain.write(text)
        found = self._by_rules(written)
        if self._meaning is None or not written or self._harmless.search(written):
            return found
        return _weighed(found, self._meaning.read(plain(text)), self._bounds)

    def _by_rules(self, written: str) -> Finding:
        """Risk before a question, then the most urgent path. `written`: as `Plain` writes it."""
        if not written:
            return NOTHING
        for danger in (Danger.RISK, Danger.ASK):
            for path, rule, listener in self._listeners:
                if words := listener.find(written, danger):
                    return Finding(danger, path, rule, words.strip())
        return NOTHING


def _weighed(found: Finding, reading: Reading, bounds: Bounds) -> Finding:
    """A rule's finding and the network's of the same words: each makes good what the other misses."""
    if found.danger is Danger.RISK:
        return _at_most_asked(found, found.rule) if reading.harmless > bounds.harmless_if_risk else found
    if reading.risk > (bounds.risk_if_asked if found.danger is Danger.ASK else bounds.risk):
        return Finding(Danger.RISK, reading.path, LEARNT)
    if found.danger is Danger.ASK:
        return NOTHING if reading.harmless > bounds.harmless_if_asked else found
    return Finding(Danger.ASK, reading.path, LEARNT) if 1 - reading.harmless > bounds.danger else NOTHING


def _at_most_asked(finding: Finding, rule: str | None) -> Finding:
    return replace(finding, danger=Danger.ASK, rule=rule) if finding.path else finding


@lru_cache(maxsize=8)
def _meaning(path: Path) -> Meaning:
    """Read once for each pack."""
    return Meaning(path)


@lru_cache(maxsize=8)
def _listeners(risk_json: str) -> "list[tuple[str, str, _Listener]]":
    """Each rule with its path and name. Made once for each pack: there are many patterns, and many sessions."""
    risk = Risk.model_validate_json(risk_json)
    patterns = Patterns(risk.classes, risk.negations, Letters(risk.letters))
    negated = Lead(patterns.leading(risk.negated.leads, risk.negated.fillers))
    near = {name: Near(guard, patterns) for name, guard in risk.guards.items()}
    idioms = [patterns.compile(pattern) for pattern in risk.idioms]
    made = []
    for path, content in risk.paths.items():
        for name, rule in content.rules.items():
            guards: list[Lead | Near] = [] if NEGATED in rule.even else [negated]
            guards += [near[guard] for guard in risk.guards_of(name, rule)]
            made.append((path, name, _Listener(rule, patterns, guards, idioms)))
    return made


class _Listener:
    """One rule, ready to find."""

    def __init__(
        self, rule: Rule, patterns: Patterns, guards: "list[Lead | Near]", idioms: list[re.Pattern[str]]
    ) -> None:
        self._wanted = {
            Danger.RISK: [patterns.compile_all(pattern) for pattern in rule.risk],
            Danger.ASK: [patterns.compile_all(pattern) for pattern in rule.ask],
        }
        self._unless = [patterns.compile(pattern) for pattern in rule.unless]
        self._idioms = idioms
        self._guards = guards

    def find(self, text: str, danger: Danger) -> str | None:
        """The words that say so and are not taken back; None if there are none."""
        for parts in self._wanted[danger]:
            if not all(part.search(text) for part in parts):
                continue  # before the idioms are looked through: that takes much longer
            found = [self._standing(part, text) for part in parts]
            if all(found) and not (len(parts) > 1 and any(excuse.search(text) for excuse in self._unless)):
                return " ... ".join(words for words in found if words)
        return None

    def _standing(self, pattern: re.Pattern[str], text: str) -> str | None:
        """The first match that nothing takes back."""
        for match in pattern.finditer(text):
            start, end = match.span()
            if not self._excused(text, start, end) and not any(
                guard.takes_back(text, start, end) for guard in self._guards
            ):
                return match[0]
        return None

    def _excused(self, text: str, start: int, end: int) -> bool:
        return any(
            excuse.start() < end and start < excuse.end()
            for pattern in (*self._unless, *self._idioms)
            for excuse in pattern.finditer(text)
        )


class Lead:
    """Takes back what directly follows a negation."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def takes_back(self, text: str, start: int, end: int) -> bool:
        """Whether the match is negated."""
        return bool(self._pattern.search(text[:start]))


class Near:
    """Takes back what stands near one of its words."""

    def __init__(self, guard: Guard, patterns: Patterns) -> None:
        self._near = patterns.compile(*guard.near)
        self._void = patterns.compile(*guard.void)

    def takes_back(self, text: str, start: int, end: int) -> bool:
        """Whether the match is long ago, somebody else's, or not about people."""
        before, after = text[:start].split()[-NEAR_WORDS:], text[end:].split()[:NEAR_WORDS]
        around = "".join(f"{word} " for word in (*before, *text[start:end].split(), *after))
        return bool(self._near.search(around)) and not self._void.search(around)
