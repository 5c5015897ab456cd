"""The step asks a question."""

from coach.content.pack import BEFORE_EXERCISES
from coach.content.script import Ask, Lines, Route, Step
from coach.conversation.context import Context
from coach.conversation.moves import Follow, Move, Prompt, Resume, Take
from coach.conversation.turns.confirmation import (
    confirm,
    confirm_amount,
    confirm_earlier,
    confirm_ending,
    confirm_repeated,
    read_back,
)
from coach.conversation.turns.presence import ask_whether_there
from coach.conversation.turns.standing_invitation import stand
from coach.conversation.understanding import (
    AsBefore,
    Meaning,
    Rated,
    Roughly,
    Spoke,
    Trouble,
    Understood,
    meaning_of_key,
)
from coach.events import Decision, SoundFault

UNANSWERED_AT_MOST = 4
"""After so many questions in a row that nobody answered, a safety path asks no more: it stays, and is quiet."""


class Question:
    """An answer, a number or open words are wanted."""

    def __init__(self, context: Context, step: Step, ask: Ask) -> None:
        self.context = context
        self.vocabulary = context.phrasebook.at(step)
        self.no_input_seconds = ask.patience_seconds * context.patience
        self._step = step
        self._ask = ask

    def hear(self, reply: Understood) -> Move:
        """Act on it, ask whether it was so, or say that it was not understood."""
        if reply.clear:
            return self._heard_clearly(reply.clear)
        if isinstance(reply.likely, Roughly):  # asked about as a number
            return self.answered(reply.likely)
        if reply.likely:
            return confirm(self, reply.likely, reply.second)
        if self.vocabulary.open_words and reply.decision is Decision.ACCEPT:
            return Take(Spoke())
        return (
            confirm_repeated(self, reply) or confirm_ending(self, reply) or self.unanswered(reply.trouble, reply.fault)
        )

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """They are asked again."""
        return self.unanswered("no_input", fault)

    def press(self, key: str) -> Move | None:
        """An answer that needs no confirmation."""
        meaning = meaning_of_key(key, self._step, self.context.pack.words)
        return self.answered(meaning) if meaning else None

    def prompt_finished(self, now: float) -> None:
        """A question has all the time that the ear gives it."""

    def broken_off(self, now: float) -> "Question":
        """It is asked again."""
        return self

    def answered(self, meaning: Meaning) -> Move:
        """What is no number yet is asked about; all else is taken."""
        match meaning:
            case Roughly(value):
                return confirm_amount(self, Rated(value))
            case AsBefore():
                earlier = self.context.slots.earlier(self._ask)
                return confirm_earlier(self, earlier) if earlier else self.unanswered("no_match", None)
        return Take(meaning)

    def unanswered(self, trouble: Trouble, fault: SoundFault | None) -> Move:
        """Where the sound is to blame, that is told; else the next rung, or on without an answer."""
        ladder = self.context.ladder
        if lines := ladder.blame(fault, trouble):
            return Resume(Prompt("repair", lines))
        rung = ladder.climb(trouble)
        if rung is None:
            return self._without_answer(trouble)
        return Resume(Prompt("repair", rung.lines), with_choices=rung.with_choices)

    def _heard_clearly(self, meaning: Meaning) -> Move:
        """Much may follow from a number: then it is read back, once."""
        if isinstance(meaning, Rated) and self.context.slots.surprises(meaning, self._ask):
            return read_back(self, meaning)
        return self.answered(meaning)

    def _without_answer(self, trouble: Trouble) -> Move:
        """To the exercise that needs none, to a standing invitation, or to the next question."""
        ladder, pack = self.context.ladder, self.context.pack
        ladder.give_up(trouble)
        if self.context.part in BEFORE_EXERCISES and not ladder.guided:
            ladder.guided = True
            start = Route(start=pack.header.silent_exercise)
            return Follow(start, self._in_turn(pack.repair.silent_exercise))
        if self.context.part == "safety" and ladder.unanswered >= UNANSWERED_AT_MOST:
            return stand(self, any_word=trouble == "no_input")
        if self.context.part != "safety" and self.context.idle.over:
            return ask_whether_there(self)
        if trouble == "no_input":
            return Follow(self._ask.silent)
        return Follow(self._ask.unsure, self._in_turn(pack.repair.moving_on))

    def _in_turn(self, variants: list[Lines]) -> Prompt:
        return Prompt("repair", self.context.wording.of(variants))
