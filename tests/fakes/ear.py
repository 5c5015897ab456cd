"""An ear that knows what will be said."""

from collections.abc import Sequence

import numpy as np

from coach.effects import Expectation
from coach.events import Decision, FellSilent, Heard, Reason
from coach.ports import Samples

REPLY_SECONDS = 1.0


class FakeEar:
    """Implements `coach.ports.Ear`: each `expect` is answered by the next phrase, a second later; None is silence.

    A phrase that is not expected is heard as open words only. After the last reply everybody is silent.
    """

    name = "fake ear"

    def __init__(self, replies: Sequence[str | None] = ()) -> None:
        self._replies = list(replies)
        self._asked: tuple[int, Expectation, float] | None = None
        self.loud_frames = 0
        """How many frames with sound in them reached the ear ..."""
        self.first_loud_seconds = 0.0
        """... and when the first of them did."""
        self.forgot = 0
        self.closed = False

    def expect(self, listen_id: int, expectation: Expectation, now: float) -> None:
        """Begin to listen."""
        self._asked = (listen_id, expectation, now)

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """The next reply, when it is time."""
        if np.abs(frame).max() > 0:
            self.first_loud_seconds = self.first_loud_seconds or now
            self.loud_frames += 1
        if self._asked is None:
            return None
        listen_id, expectation, since_seconds = self._asked
        phrase = self._replies[0] if self._replies else None
        if now - since_seconds < (expectation.no_input_seconds if phrase is None else REPLY_SECONDS):
            return None
        self._asked = None
        del self._replies[:1]
        if phrase is None:
            return FellSilent(listen_id)
        known = phrase in expectation.phrases
        otherwise = Reason.OPEN_WORDS if expectation.open_words else Reason.FITS_NOTHING
        return Heard(
            listen_id,
            Decision.ACCEPT if known or expectation.open_words else Decision.REJECT,
            phrase if known else None,
            number=expectation.numbers.get(phrase),
            open_text=phrase,
            speech_ended_seconds=now,
            endpoint_seconds=now,
            reason=Reason.CLEAR if known else otherwise,
        )

    def rest(self) -> None:
        """Stop listening."""
        self._asked = None

    def forget(self) -> None:
        """Count how often it was asked to."""
        self.rest()
        self.forgot += 1

    def close(self) -> None:
        """Be closed."""
        self.closed = True
