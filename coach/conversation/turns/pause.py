"""Somebody asked for a pause: the coach waits until they say "go on"."""

from coach.content.script import Route
from coach.conversation.moves import Follow, ListenOn, Move, Open, Prompt, Resume, Take, Turn
from coach.conversation.turns.confirmation import confirm, confirm_ending, confirm_repeated
from coach.conversation.turns.presence import ask_whether_there
from coach.conversation.turns.standing_invitation import stand
from coach.conversation.understanding import Meaning, Trouble, Understood, Wished, meaning_of_key
from coach.events import SoundFault

PAUSE_SECONDS = 120.0
"""A pause is asked about after this long."""
PAUSES_AT_MOST = 5
"""After it was asked about so often without an answer, nobody is there any more."""
PAUSES_UNTIL_IDLE = 2
"""At a kiosk, where somebody else may stand before it by then, that is asked sooner."""


class Pause:
    """Laid over the turn that somebody broke into. `announced`: how often in a row it has been."""

    no_input_seconds = PAUSE_SECONDS

    def __init__(self, under: Turn, announced: int = 1) -> None:
        self.context = under.context
        self.vocabulary = self.context.phrasebook.everywhere
        self._under = under
        self._announced = announced

    def hear(self, reply: Understood) -> Move:
        """A word that works everywhere. Nobody is asked anything, so all else is for somebody else."""
        if reply.clear:
            return self.answered(reply.clear)
        if reply.likely:
            return confirm(self, reply.likely, reply.second)
        doubtful = confirm_repeated(self, reply)
        if self.context.step.ask:
            doubtful = doubtful or confirm_ending(self, reply)
        return doubtful or ListenOn()

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """It is asked about; where nobody is there any more, the session ends. A safety path stays, and is quiet."""
        if self._announced >= PAUSES_AT_MOST:
            return stand(self._under) if self.context.part == "safety" else Follow(Route(end="stop"))
        if self._announced >= PAUSES_UNTIL_IDLE and self.context.idle.over and self.context.part != "safety":
            return ask_whether_there(self)
        variants = self.context.pack.repair.still_paused
        return Open(Pause(self._under, self._announced + 1), Prompt("repair", self.context.wording.of(variants)))

    def press(self, key: str) -> Move | None:
        """What answers the question under it answers it here too."""
        meaning = meaning_of_key(key, self.context.step, self.context.pack.words)
        return self.answered(meaning) if meaning else None

    def prompt_finished(self, now: float) -> None:
        """A pause lasts from whenever."""

    def broken_off(self, now: float) -> Turn:
        """A pause is over when something else comes."""
        return self._under.broken_off(now)

    def answered(self, meaning: Meaning) -> Move:
        """Go on where it broke in; a pause within a pause is one pause more."""
        repair, ladder = self.context.pack.repair, self.context.ladder
        match meaning:
            case Wished("go_on"):
                ladder.reset()
                return Resume(Prompt("repair", repair.going_on))
            case Wished("pause"):
                ladder.reset()
                return Open(Pause(self._under, self._announced + 1), Prompt("repair", repair.paused))
        return Take(meaning)

    def unanswered(self, trouble: Trouble, fault: SoundFault | None) -> Move:
        """Asked about what was heard in it, somebody did not answer: the pause is over."""
        return Resume()
