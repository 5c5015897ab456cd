"""On a safety path that nobody answers: nothing is asked any more, and there is no end to the waiting."""

from dataclasses import replace

from coach.conversation.moves import ListenOn, Move, Open, Prompt, Resume, Turn
from coach.conversation.understanding import Understood
from coach.events import Decision, SoundFault

STANDING_SECONDS = 600.0
"""There is no end; so often it opens the microphone anew."""


class StandingInvitation:
    """Laid over the question that was not answered. `any_word`: until anything is said at all."""

    no_input_seconds = STANDING_SECONDS

    def __init__(self, under: Turn, any_word: bool) -> None:
        self.context = under.context
        self.vocabulary = replace(under.vocabulary, open_words=any_word)
        self._under = under

    def hear(self, reply: Understood) -> Move:
        """An answer is taken; whoever says anything else is asked once more; what is only a noise is not."""
        if reply.clear or reply.likely:
            return self._under.hear(reply)
        if reply.decision is not Decision.REJECT:
            self.context.ladder.answered()
            return Resume()
        return ListenOn()

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """It stays."""
        return ListenOn()

    def press(self, key: str) -> Move | None:
        """Any key wakes it."""
        return self._under.press(key) or Resume()

    def prompt_finished(self, now: float) -> None:
        """It has no time to run."""

    def broken_off(self, now: float) -> Turn:
        """The question is gone back to."""
        return self._under


def stand(under: Turn, any_word: bool = True) -> Open:
    """Stay, be quiet, and call staff once more."""
    context = under.context
    lines = context.wording.of(context.pack.repair.standing)
    return Open(StandingInvitation(under, any_word), Prompt("repair", lines), calls_staff=True)
