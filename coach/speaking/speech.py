"""A Say that is being spoken: when it is over, and whether anybody can have heard it."""

import math
from dataclasses import dataclass

from coach.ports import RATE_HERTZ
from coach.speaking.utterance import Utterance

EARLY_SECONDS = 0.5
"""A loudspeaker that is quiet so long before the end of a sound was lost."""
RETRY_SECONDS = 1.0
HELD_SECONDS = 10.0
"""How much longer than its sound a step is held while nobody could hear it; then the screen has to do."""


@dataclass
class Speech:
    """`paused_seconds`: since when the coach has paused in it, because somebody speaks. `lost`: that was told."""

    utterance: Utterance
    began_seconds: float
    held_seconds: float = HELD_SECONDS
    interruptions: int = 0
    paused_seconds: float | None = None
    lost: bool = False
    _tried_seconds: float = -math.inf
    _ends_seconds: float = math.inf

    def tried(self, now: float, played: bool) -> None:
        """The loudspeaker was given it, from the beginning; `played`: it took it."""
        self._tried_seconds = now
        self._ends_seconds = now + self._seconds if played else math.inf

    def over(self, now: float) -> bool:
        """Whether a loudspeaker that is quiet now has come to the end, or is not waited for any more."""
        return now >= min(self._ends_seconds - EARLY_SECONDS, self.began_seconds + self._seconds + self.held_seconds)

    def heard(self, now: float) -> bool:
        """Whether it was over because it was spoken."""
        return now >= self._ends_seconds - EARLY_SECONDS

    def due(self, now: float) -> bool:
        """Whether to try again."""
        return now >= self._tried_seconds + RETRY_SECONDS

    @property
    def _seconds(self) -> float:
        return len(self.utterance.samples) / RATE_HERTZ
