"""An exact closed grammar over an open model: how probable is each expected phrase, given the sound?

The phrases stand in a tree of tokens; all of them are scored together, level by level, from one pass of the encoder.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from coach.listening.moonshine.model import Listened, Model
from coach.listening.moonshine.tokens import END, Tokens

ENDINGS = (".", ",")
"""Capitalised, with "." and ",": the two ways in which the model writes a short reply. Lower case, no ending, "!" and
"?" were tried as well: nothing gained."""
ROWS_AT_MOST = 32
"""So many beginnings are followed at once."""
BEAM = 8.0
"""Beginnings that are more than this many nats behind the best of their level are dropped."""


@dataclass
class _Node:
    branches: dict[int, "_Node"] = field(default_factory=dict)
    ends: list[str] = field(default_factory=list)
    """Phrases that are complete here."""
    phrases: list[str] = field(default_factory=list)
    """Phrases that are complete from here on."""


@dataclass(frozen=True)
class Scores:
    """Natural logs of probabilities. Kept out of `repr`: these are said words.

    `reached`: each phrase that was followed to its end. `dropped`: beginnings that were not, likeliest first, each
    with the phrases that begin so; none of these can score more.
    """

    reached: dict[str, float] = field(repr=False)
    dropped: tuple[tuple[float, list[str]], ...] = field(repr=False)


class Grammar:
    """The phrases of one expectation as a tree of tokens."""

    def __init__(self, phrases: Sequence[str], tokens: Tokens, begins: bool = True) -> None:
        """`begins`: they stand at the beginning of a sentence, and so begin with a capital."""
        self._root = _Node()
        for phrase in phrases:
            written = re.sub(r"\bi\b", "I", phrase)
            for ending in ENDINGS:
                ids = tokens.encode((written[:1].upper() + written[1:] if begins else written) + ending)
                if ids is not None:
                    self._add(ids, phrase)

    def _add(self, ids: Sequence[int], phrase: str) -> None:
        node = self._root
        for number in ids:
            node = node.branches.setdefault(number, _Node())
            node.phrases.append(phrase)
        node.ends.append(phrase)

    def score(self, model: Model, listened: Listened, floor: float) -> Scores:
        """Natural log of each phrase's probability, summed over the ways to write it.

        Phrases that cannot reach `floor` are left out: log probabilities only fall along the way, so nothing above
        the floor is lost, and speech that is none of the phrases costs almost nothing.
        """
        scores: dict[str, float] = {}
        dropped: list[tuple[float, list[str]]] = []
        best = -np.inf
        nodes, sums, prefixes = [self._root], [0.0], listened.start
        while nodes:
            onward: list[tuple[float, int, int, _Node]] = []
            for row, (node, so_far) in enumerate(zip(nodes, sums, strict=True)):
                logs = prefixes.log_probabilities[row]
                for phrase in node.ends:
                    score = so_far + float(logs[END])
                    scores[phrase] = float(np.logaddexp(scores.get(phrase, -np.inf), score))
                    best = max(best, score)
                onward += [(so_far + float(logs[token]), row, token, child) for token, child in node.branches.items()]
            onward.sort(key=lambda beginning: -beginning[0])
            cut = max(floor, max([best] + [beginning[0] for beginning in onward[:1]]) - BEAM)
            kept = sum(beginning[0] > cut for beginning in onward[:ROWS_AT_MOST])
            dropped += [(so_far, child.phrases) for so_far, _, _, child in onward[kept:]]
            onward = onward[:kept]
            if not onward:
                break
            prefixes = model.extend(
                listened, prefixes, [row for _, row, _, _ in onward], [token for _, _, token, _ in onward]
            )
            nodes, sums = [child for *_, child in onward], [so_far for so_far, *_ in onward]
        return Scores(scores, tuple(sorted(dropped, key=lambda beginning: -beginning[0])))
