"""A line to a broker that is none, as a test wants it."""

from queue import SimpleQueue

from coach.staff.line import Came, Happening, Up


class FakeLine:
    """What `coach.staff.line.Line` is for whoever uses it. `sent`: topics and texts. `reads`: what is read."""

    def __init__(self) -> None:
        self.happened: SimpleQueue[Happening] = SimpleQueue()
        self.sent: list[tuple[str, bytes]] = []
        self.reads: list[str] = []
        self.stands = True

    def happen(self, *came: tuple[str, bytes]) -> None:
        """It stands, and these messages come."""
        self.happened.put(Up())
        for topic, payload in came:
            self.happened.put(Came(topic, payload))

    def read(self, topic: str) -> None:
        """As a line does."""
        self.reads.append(topic)

    def send(self, topic: str, payload: bytes) -> None:
        """As a line does."""
        self.sent.append((topic, payload))

    def close(self) -> None:
        """As a line does."""
