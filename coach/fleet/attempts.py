"""How often somebody may try to sign in. Time is an argument."""

from collections import OrderedDict
from dataclasses import dataclass

FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 30.0, 900.0
MOST_KNOWN = 1000
"""Whoever tries under so many names has the first of them forgotten, and is slowed by the hashing all the same."""


@dataclass
class Failures:
    """How many in a row, and the last."""

    number: int
    last_seconds: float


class Attempts:
    """Failures in a row, by whoever it is that tries: an address, a name."""

    def __init__(self, free: int) -> None:
        """`free`: so many fail without a wait; then 30 s, and each time twice as long, up to a quarter of an hour."""
        self._free = free
        self._failures: OrderedDict[str, Failures] = OrderedDict()

    def wait_seconds(self, who: str, now: float) -> float:
        """Until they may try again; 0: at once."""
        failures = self._failures.get(who)
        if failures is None or failures.number < self._free:
            return 0.0
        doubled = FIRST_WAIT_SECONDS * 2.0 ** min(failures.number - self._free, 10)
        return max(0.0, failures.last_seconds + min(doubled, LONGEST_WAIT_SECONDS) - now)

    def failed(self, who: str, now: float) -> None:
        """Once more. What is an hour old is forgotten."""
        before = self._failures.pop(who, Failures(0, now))
        number = 0 if now > before.last_seconds + 4 * LONGEST_WAIT_SECONDS else before.number
        self._failures[who] = Failures(number + 1, now)
        if len(self._failures) > MOST_KNOWN:
            self._failures.popitem(last=False)

    def succeeded(self, who: str) -> None:
        """They begin anew."""
        self._failures.pop(who, None)
