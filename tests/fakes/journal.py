"""A journal that can be read."""


class FakeJournal:
    """Implements `coach.ports.Journal`."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, int | str]] = []

    def remember(self, name: str, value: int | str) -> None:
        """Keep it for the test."""
        self.entries.append((name, value))
