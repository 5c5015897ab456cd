"""Staff that is called."""


class FakeStaff:
    """Implements `coach.ports.StaffCall`."""

    def __init__(self, reached: bool = True) -> None:
        self.reached = reached
        self.reasons: list[str] = []

    def call(self, reason: str) -> bool:
        """Note the call."""
        self.reasons.append(reason)
        return self.reached
