"""How loud the coach is: changed in steps by whoever stands before it, and back for the next person.

The loudest step is the sound as it is, and every other is softer, so that nothing is ever cut off at its peaks.
"""

import numpy as np

from coach.ports import Samples


class Volume:
    """In decibels above where each person begins. Without a range, as at home, all is played as it is."""

    def __init__(self, softest_decibels: int = 0, loudest_decibels: int = 0, step_decibels: int = 3) -> None:
        self._softest, self._loudest, self._step = softest_decibels, loudest_decibels, step_decibels
        self.decibels = 0

    def louder(self) -> None:
        """A step up, if there is one."""
        self.decibels = min(self._loudest, self.decibels + self._step)

    def softer(self) -> None:
        """A step down."""
        self.decibels = max(self._softest, self.decibels - self._step)

    def begin_anew(self) -> None:
        """The next person hears it as anybody does."""
        self.decibels = 0

    @property
    def factor(self) -> float:
        """For samples; at most 1."""
        return float(10 ** ((self.decibels - self._loudest) / 20))


def fade_between(samples: Samples, before: float, after: float) -> Samples:
    """The sound from one factor to another, without a click."""
    if before == after:
        return samples * np.float32(after)
    return samples * np.linspace(before, after, len(samples), dtype=np.float32)
