"""How long somebody is waited for; and whether they are still there, which only a kiosk and a shelf ask."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Waiting:
    """How one place waits.

    `patience`: how many times longer than the pack says a question waits for its answer.
    `idle_seconds`: after questions stood so long, taken together, it is asked whether somebody is there; None: never.
    """

    patience: float = 1.0
    idle_seconds: float | None = None


AT_HOME = Waiting()
ON_A_SHELF = Waiting(idle_seconds=30.0)
"""Somebody called it, and may have left."""


class Idle:
    """How long questions have waited in a row for somebody who did nothing. An announced silence is no question."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds = seconds
        self._waited_seconds = 0.0

    def wait(self, seconds: float) -> None:
        """A question stood so long, and nobody answered."""
        self._waited_seconds += seconds

    def is_there(self) -> None:
        """Somebody did something, if only a noise."""
        self._waited_seconds = 0.0

    @property
    def over(self) -> bool:
        """Whether it is time to ask."""
        return self._seconds is not None and self._waited_seconds >= self._seconds
