"""Something that broke in a session, and the deck from which what breaks next is dealt."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from scripts.storm.step import Step


@dataclass
class Fault:
    """`at_seconds`, `until_seconds`: on the session's clock; it is over with the second, None while it is not.

    `recovery_seconds`: None where nobody needed what was broken before the session's end. `keys`: how many were pressed
    meanwhile. `replies`, `lost`: how many replies fell into it, and how many of them were not understood.
    `unspoken`: prompts of which a line was only shown.
    """

    kind: str
    step: Step
    at_seconds: float
    until_seconds: float | None = None
    recovery_seconds: float | None = None
    keys: int = 0
    replies: int = 0
    lost: int = 0
    unspoken: int = 0

    def meets(self, began_seconds: float, ended_seconds: float) -> bool:
        """Whether it was there in some of that time."""
        over = ended_seconds if self.until_seconds is None else self.until_seconds
        return self.at_seconds <= ended_seconds and over >= began_seconds


class Deck:
    """Deals every kind once, in random order, before any comes again. `met`: how many fell into each step so far."""

    def __init__(self, kinds: Sequence[str], chance: Random) -> None:
        self._kinds = kinds
        self._chance = chance
        self._left: list[str] = []
        self.met: Counter[Step] = Counter()

    def deal(self) -> str:
        """The next kind."""
        if not self._left:
            self._left = self._chance.sample(self._kinds, len(self._kinds))
        return self._left.pop()

    def put_back(self, kind: str) -> None:
        """It cannot be now: it comes later, in its turn."""
        self._left.insert(0, kind)
