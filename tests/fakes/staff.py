"""Staff that is called."""


class FakeStaff:
    """Implements `coach.ports.StaffCall`."""

    def __init__(self) -> None:
        self.reasons: list[str] = []

    def call(self, reason: str) -> bool:
        """Note the call."""
        self.reasons.append(reason)
        return True
