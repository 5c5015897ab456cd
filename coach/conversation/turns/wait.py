"""The step waits: an announced silence, or paced breathing. Nothing has to be said."""

from coach.content.script import Route, Step
from coach.conversation.context import Context
from coach.conversation.moves import Follow, ListenOn, Move, Resume, Take
from coach.conversation.turns.confirmation import confirm, confirm_repeated
from coach.conversation.understanding import Meaning, Trouble, Understood, meaning_of_key
from coach.events import SoundFault


class Wait:
    """Runs from when its announcement was spoken to its end, but for what is laid over it.

    `left_seconds`: of the wait, when it last began to run.
    """

    def __init__(self, context: Context, step: Step, seconds: float) -> None:
        self.context = context
        self.vocabulary = context.phrasebook.at(step)
        self.left_seconds = seconds
        self._runs_since: float | None = None
        self._step = step

    @property
    def no_input_seconds(self) -> float:
        """Silence is what is wanted, to the end."""
        return self.left_seconds

    def hear(self, reply: Understood) -> Move:
        """A word that works everywhere, or one of the author's; people may talk to somebody else meanwhile."""
        if reply.clear:
            return Take(reply.clear)
        if reply.likely:
            return confirm(self, reply.likely, reply.second)
        return confirm_repeated(self, reply) or ListenOn()

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """It is over."""
        return Follow(Route())

    def press(self, key: str) -> Move | None:
        """The same without a voice."""
        meaning = meaning_of_key(key, self._step, self.context.pack.words)
        return Take(meaning) if meaning else None

    def prompt_finished(self, now: float) -> None:
        """The silence begins."""
        self._runs_since = now

    def broken_off(self, now: float) -> "Wait":
        """It stands still, and goes on with what is left."""
        if self._runs_since is not None:
            self.left_seconds -= now - self._runs_since
            self._runs_since = None
        return self

    def answered(self, meaning: Meaning) -> Move:
        """What was asked about in the middle of it was so."""
        return Take(meaning)

    def unanswered(self, trouble: Trouble, fault: SoundFault | None) -> Move:
        """Nobody need answer here."""
        return Resume()
