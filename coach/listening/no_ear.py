"""The ear of a session in which nothing is listened to: no model hears the language, or keys are to answer alone."""

from coach.effects import Expectation
from coach.errors import EngineError
from coach.events import FellSilent
from coach.ports import Samples


class NoEar:
    """Implements `coach.ports.Ear`: it hears nothing."""

    name = "none"

    def __init__(self, told: bool = False) -> None:
        """`told`: people know how to answer. Else it fails once, so that the session says to use the keys."""
        self._told = told
        self._listen_id: int | None = None
        self._deadline_seconds = 0.0

    def expect(self, listen_id: int, expectation: Expectation, now: float) -> None:
        """Begin to wait."""
        self._listen_id, self._deadline_seconds = listen_id, now + expectation.no_input_seconds

    def hear(self, frame: Samples, now: float) -> FellSilent | None:
        """Silence, when it is time. Raises EngineError at the first question of people who were not told."""
        if self._listen_id is None:
            return None
        if not self._told:
            self._told = True
            raise EngineError("Nothing is listened to.", "Answer with the keys.")
        if now < self._deadline_seconds:
            return None
        listen_id, self._listen_id = self._listen_id, None
        return FellSilent(listen_id)

    def rest(self) -> None:
        """Wait for nothing."""
        self._listen_id = None

    def forget(self) -> None:
        """Nothing was heard."""

    def close(self) -> None:
        """Nothing to let go."""
