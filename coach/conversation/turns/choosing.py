"""Three keys are enough: one names the answers, one after the other, and another takes the one that was named."""

from coach.content.gaps import CANDIDATE
from coach.conversation.moves import Move, Open, Prompt, Turn
from coach.conversation.understanding import Chose, Meaning, Rated, Settled, Understood, Vocabulary, spoken_name
from coach.events import Decision, SoundFault

CHOOSE = "choose"
"""The key that names the next answer."""


class Choosing:
    """Laid over the turn that wants an answer. Nothing was decided yet, so silence and words are that turn's own."""

    def __init__(self, under: Turn, place: int) -> None:
        """`place`: which of the answers was named."""
        self.context = under.context
        self.vocabulary = under.vocabulary
        self.no_input_seconds = under.no_input_seconds
        self.under = under
        self.place = place

    def hear(self, reply: Understood) -> Move:
        """Somebody says it after all."""
        return self.under.hear(reply)

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """That takes nothing."""
        return self.under.fall_silent(fault)

    def press(self, key: str) -> Move | None:
        """Go takes the answer; every other key is what it is."""
        if key == "go_on":
            return self.under.hear(Understood(_answers(self.vocabulary)[self.place], Decision.ACCEPT))
        return self.under.press(key)

    def prompt_finished(self, now: float) -> None:
        """It has all the time that the ear gives it."""

    def broken_off(self, now: float) -> Turn:
        """The question is gone back to, with nothing named."""
        return self.under.broken_off(now)


def choose(turn: Turn) -> Move | None:
    """The next answer is named; after the last the first. Where there is none to name, it is a key like any other."""
    under, place = (turn.under, turn.place + 1) if isinstance(turn, Choosing) else (turn, 0)
    answers = _answers(under.vocabulary)
    if not answers:
        return turn.press(CHOOSE)
    place %= len(answers)
    named = {CANDIDATE: spoken_name(answers[place], under.vocabulary)}
    return Open(Choosing(under, place), Prompt("repair", turn.context.pack.repair.choosing, named))


def _answers(vocabulary: Vocabulary) -> list[Meaning]:
    """Each once, in the author's order; the words that work everywhere have keys of their own, or are said."""
    known = dict.fromkeys(vocabulary.meanings.values())
    return [meaning for meaning in known if isinstance(meaning, Chose | Rated | Settled)]
