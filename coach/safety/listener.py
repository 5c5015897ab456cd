"""The safety listener: hears every reply first, in every state, on the open transcript, the phrase and the sound.

What it listens for is the pack's: rules that a clinician can read (`risk.yaml`), and what a network has learnt from
examples (`risk.npz`), where the pack has one. It finds; the safety path's script asks and gives a number.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from coach.content.expression import Said
from coach.content.pack import RISK_NETWORK
from coach.content.pattern import Letters, Patterns, Plain, plain
from coach.content.risk import Bounds, Risk
from coach.events import Decision, Heard
from coach.safety.finding import LEARNT, NOTHING, SOUND, Danger, Finding
from coach.safety.network import Network, Reading
from coach.safety.rules import STRETCH_WORDS, Rules


class SafetyListener:
    """Knows the pack's safety paths, the most urgent first. One is enough for a pack."""

    def __init__(self, risk: Risk, folder: Path | None = None) -> None:
        """`folder`: the pack's, where what it has learnt from examples may be; without it, the rules alone.

        Raises AuthorError where that cannot be used.
        """
        learnt = folder / RISK_NETWORK if folder else None
        self._network = Network(learnt) if learnt and os.path.lexists(learnt) else None
        self._harmless = Patterns(risk.classes, risk.negations, Letters(risk.letters)).compile(
            *(f"^ {pattern} $" for pattern in risk.harmless)
        )
        self._plain = Plain(risk.short_forms, risk.misheard, Letters(risk.letters))
        self._bounds = risk.bounds
        self._rules = Rules(risk)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # it never changes

    def hear(self, heard: Heard) -> Finding:
        """The most that a reply calls for. Where it is not what the ear would write itself, never more than a question.

        That is so for other sentences that the sound is nearly as like, which count only where they tell of danger
        plainly, and for the open text of a reply that is, as surely, a harmless phrase: a noisy kitchen made "dry on
        the roof" of "try another".
        """
        as_phrase = self._rules.find(self._plain.write(heard.phrase or ""))
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
        """The most that a text calls for, by the rules and by what was learnt from examples.

        In a long story much sounds like danger and is none: what no rule found there is asked about, and never more.
        """
        written = self._plain.write(text)
        found = self._rules.find(written)
        if self._network is None or not written or self._harmless.search(Said(written.split())):
            return found
        weighed = _weighed(found, self._network.read(plain(text)), self._bounds)
        story = weighed.rule == LEARNT and len(written.split()) > STRETCH_WORDS
        return _at_most_asked(weighed, LEARNT) if story else weighed


def _weighed(found: Finding, reading: Reading, bounds: Bounds) -> Finding:
    """A rule's finding and the network's of the same words: each makes good what the other misses.

    Where the network makes less of a rule, the finding still says which; it makes nothing less of one that is `always`.
    """
    if found.danger is Danger.RISK:
        too_much = reading.harmless > bounds.harmless_if_risk and not found.always
        return replace(found, danger=Danger.ASK, lowered_from=Danger.RISK) if too_much else found
    if reading.risk > (bounds.risk_if_asked if found.danger is Danger.ASK else bounds.risk):
        return Finding(Danger.RISK, reading.path, LEARNT)
    if found.danger is Danger.ASK:
        too_much = reading.harmless > bounds.harmless_if_asked and not found.always
        return replace(found, danger=Danger.NONE, path=None, lowered_from=Danger.ASK) if too_much else found
    return Finding(Danger.ASK, reading.path, LEARNT) if 1 - reading.harmless > bounds.danger else NOTHING


def _at_most_asked(finding: Finding, rule: str | None) -> Finding:
    return replace(finding, danger=Danger.ASK, rule=rule) if finding.path else finding
