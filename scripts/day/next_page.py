"""The page for the next person: between two people the kiosk opens another one, and that takes its time."""

from coach.effects import Effect
from coach.events import Event, FellAsleep
from scripts.day.diary import clock
from scripts.day.pace import AS_IN_LIFE, FREELY
from scripts.day.window import Window

COMES_SECONDS = 60.0
"""A browser that starts is waited for so long."""


class NextPage:
    """`missed`: at which moments none had come in time, in words."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._since_seconds: float | None = None
        self.missed: list[str] = []

    @property
    def is_awaited(self) -> bool:
        """Then nobody comes, and the day goes as in life."""
        return self._since_seconds is not None

    @property
    def times(self) -> float:
        """How many times faster than life the day may go."""
        return AS_IN_LIFE if self.is_awaited else FREELY

    def note(self, what: Event | Effect, now: float) -> None:
        """Whenever the kiosk falls asleep another one has to come."""
        if isinstance(what, FellAsleep):
            self._window.leave()
            self._since_seconds = now

    def pass_frame(self, now: float) -> None:
        """See whether it is there."""
        if self._since_seconds is None:
            return
        if self._window.shows_page:
            self._since_seconds = None
        elif now >= self._since_seconds + COMES_SECONDS:
            self._since_seconds = None
            self.missed.append(f"no page stood there for the next person at {clock(now)}")
