"""A clock that is told the time."""


class FakeClock:
    """Implements `coach.ports.Clock`."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> float:
        """The time that was told."""
        return self.seconds
