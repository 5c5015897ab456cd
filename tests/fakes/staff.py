"""Staff that is called."""

from collections import deque

from coach.events import StaffNews


class FakeStaff:
    """Implements `coach.ports.StaffCall`. `news`: what becomes of the calls, one at each poll."""

    def __init__(self, reached: bool = True) -> None:
        self.reached = reached
        self.reasons: list[str] = []
        self.news: deque[StaffNews] = deque()
        self.settling = False
        self.forgot = 0

    def call(self, reason: str) -> bool:
        """Note the call."""
        self.reasons.append(reason)
        return self.reached

    def poll(self) -> StaffNews | None:
        """The next of the news; with it the call has settled."""
        if not self.news:
            return None
        self.settling = False
        return self.news.popleft()

    def forget(self) -> None:
        """Nothing more for this person."""
        self.forgot += 1
        self.news.clear()
