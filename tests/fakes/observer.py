"""An observer that remembers what it saw."""

from coach.effects import Effect
from coach.events import Event


class FakeObserver:
    """Implements `coach.ports.Observer`."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, Event | Effect]] = []

    def note(self, what: Event | Effect, now: float) -> None:
        """Remember it."""
        self.seen.append((now, what))
