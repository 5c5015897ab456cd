"""What the open microphone is for, at one moment."""

from dataclasses import dataclass

from coach.conversation.understanding import Meaning, Vocabulary


@dataclass(frozen=True)
class Turn:
    """The step's question or its wait; laid over that, a confirmation or a pause.

    `left_seconds`: how much of the step's wait was left when the microphone opened; None where the step asks.
    `held`: the wait does not run on meanwhile. `pauses`: how often a pause has been announced in a row.
    `standing`: nothing is asked any more, and there is no end to the waiting.
    `sure`: what is being read back was heard beyond doubt, and is right unless somebody says otherwise.
    """

    listen_id: int
    vocabulary: Vocabulary
    opened_seconds: float
    left_seconds: float | None = None
    held: bool = False
    confirming: Meaning | None = None
    sure: bool = False
    standing: bool = False
    pauses: int = 0

    @property
    def waiting(self) -> bool:
        """Whether the step only waits: nothing has to be said."""
        return self.left_seconds is not None

    def left(self, now: float) -> float | None:
        """What is left of the wait at `now`, in seconds; None where the step asks."""
        if self.left_seconds is None or self.held:
            return self.left_seconds
        return self.left_seconds - (now - self.opened_seconds)
