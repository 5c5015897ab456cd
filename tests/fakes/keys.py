"""Keys that are pressed by a test."""


class FakeKeys:
    """Implements `coach.ports.Keys`."""

    def __init__(self) -> None:
        self.pressed: list[str] = []
        self.closed = False

    def poll(self) -> str | None:
        """The next key."""
        return self.pressed.pop(0) if self.pressed else None

    def close(self) -> None:
        """Be closed."""
        self.closed = True
