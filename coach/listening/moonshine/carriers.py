"""Every sentence that names a number, as a loop of words: the model decodes with nothing else allowed.

An open decode hears "I won't give it a file" where "I would give it a five" was said. Kept to the words that go with
numbers, the same model finds the sentence, whatever its carrier is: no list of sentences, only the pack's words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from coach.effects import NumberWords
from coach.listening.moonshine.model import Listened, Model, Prefixes
from coach.listening.moonshine.tokens import END, Tokens

BEAM_ROWS = 12
"""So many beginnings are followed at once."""
TOKENS_AT_MOST = 24
NUMBERS_AT_MOST = 2
""" "Six or seven"."""
MARKS = (",", ".")


@dataclass
class _Node:
    """A beginning of a word. `numbers`: how many numbers a word that is complete here names; None if none is.

    `then`: where the next word, or a mark, begins, if one is complete here.
    """

    branches: dict[int, "_Node"] = field(default_factory=dict)
    numbers: int | None = None
    then: tuple["_Node", ...] = ()

    @cached_property
    def ways(self) -> tuple[NDArray[np.int64], list["_Node"]]:
        """Every token that may follow, and where it leads. To be asked for when the tree is whole."""
        pairs = [pair for node in (self, *self.then) for pair in node.branches.items()]
        return np.array([token for token, _ in pairs], np.int64), [node for _, node in pairs]


@dataclass(frozen=True)
class Sentence:
    """What was decoded, with the natural log of its probability. Kept out of `repr`: these are said words."""

    ids: tuple[int, ...] = field(repr=False)
    score: float


@dataclass(frozen=True)
class _Beginning:
    ids: tuple[int, ...]
    score: float
    node: _Node
    numbers: int
    """In its complete words."""
    row: int = 0


class Carriers:
    """The loop for one pack's words."""

    def __init__(self, words: NumberWords, tokens: Tokens) -> None:
        self._first, self._next, self._marks = _Node(), _Node(), _Node()
        for phrase in (*words.beside, *words.scales, *words.halves):
            self._add(phrase, 0, tokens)
        for name in words.names:
            self._add(name, 1, tokens)
        for mark in MARKS:
            if ids := tokens.encode("a" + mark):
                self._marks.branches[ids[-1]] = _Node(numbers=0, then=(self._next,))

    def decode(self, model: Model, listened: Listened, floor: float) -> Sentence | None:
        """The likeliest sentence with a number in it; None if there is none above `floor`."""
        best: Sentence | None = None
        prefixes = listened.start
        beginnings = [_Beginning((), 0.0, self._first, 0)]
        for _ in range(TOKENS_AT_MOST):
            for sentence in _ended(beginnings, prefixes):
                if best is None or sentence.score > best.score:
                    best = sentence
            least = max(floor, best.score if best else floor)
            beginnings = sorted(_onward(beginnings, prefixes, least), key=lambda one: -one.score)[:BEAM_ROWS]
            if not beginnings:
                break
            rows, last = [one.row for one in beginnings], [one.ids[-1] for one in beginnings]
            prefixes = model.extend(listened, prefixes, rows, last)
        return best if best and best.score > floor else None

    def _add(self, phrase: str, numbers: int, tokens: Tokens) -> None:
        words = ["I" + word[1:] if word == "i" or word.startswith("i'") else word for word in phrase.split()]
        written = " ".join(words)
        for root, text in ((self._first, written[:1].upper() + written[1:]), (self._next, written)):
            node = root
            for number in tokens.encode(text) or ():
                node = node.branches.setdefault(number, _Node())
            node.numbers = max(numbers, node.numbers or 0)
            node.then = (self._next, self._marks)


def _ended(beginnings: Sequence[_Beginning], prefixes: Prefixes) -> Iterator[Sentence]:
    """Those that are a whole sentence with a number."""
    for row, beginning in enumerate(beginnings):
        if beginning.node.numbers is not None and beginning.numbers + beginning.node.numbers > 0:
            yield Sentence(beginning.ids, beginning.score + float(prefixes.log_probabilities[row, END]))


def _onward(beginnings: Sequence[_Beginning], prefixes: Prefixes, least: float) -> Iterator[_Beginning]:
    """Each with each token that may follow and leaves it above `least`."""
    for row, beginning in enumerate(beginnings):
        complete = beginning.numbers + (beginning.node.numbers or 0)
        if complete > NUMBERS_AT_MOST:
            continue
        follows, nodes = beginning.node.ways
        scores = beginning.score + prefixes.log_probabilities[row, follows]
        inside = set(beginning.node.branches)
        for place in np.flatnonzero(scores > least):
            token = int(follows[place])
            numbers = beginning.numbers if token in inside else complete
            yield _Beginning((*beginning.ids, token), float(scores[place]), nodes[place], numbers, row)
