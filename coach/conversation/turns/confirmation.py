"""A question about what was heard: was it this, is it this or that, did you mean so much?"""

from coach.content.script import Lines
from coach.conversation.moves import Asking, Move, Open, Prompt, Resume, Take, Turn
from coach.conversation.understanding import (
    Chose,
    Meaning,
    Rated,
    Settled,
    Understood,
    Wished,
    meaning_of_key,
    spoken_name,
    vocabulary_to_confirm,
)
from coach.events import SoundFault

CONFIRM_SECONDS = 8.0
SETTLES = {"yes": True, "no": False}
"""What a key says to it."""
READ_BACK_SECONDS = 4.0
"""Short: somebody in a craving need not say anything to a number that is right."""


class Confirmation:
    """Holds the turn under it, which takes the answer. `candidates`: the first is what was heard."""

    seconds = CONFIRM_SECONDS

    def __init__(self, under: Asking, *candidates: Meaning) -> None:
        self.context = under.context
        self.vocabulary = vocabulary_to_confirm(list(candidates), self.context.pack.words, under.vocabulary)
        self.no_input_seconds = self.seconds * self.context.patience
        self._under = under
        self._candidate = candidates[0]

    def hear(self, reply: Understood) -> Move:
        """Yes, no, or something else; and the same once more, however unclear, but for a word that ends a session."""
        if reply.clear:
            return self._heard_clearly(reply.clear)
        if reply.likely == Settled(True):
            return self._under.answered(self._candidate)
        if reply.likely == self._candidate and not isinstance(reply.likely, Wished):
            return self._under.answered(self._candidate)  # heard twice, and asked about in between
        if reply.repeats(self.context.ladder.suspected) and reply.meaning == self._candidate:
            return self._under.answered(self._candidate)  # not clear, but three times the same
        self.context.ladder.suspected = reply.meaning
        return self._under.unanswered(reply.trouble, reply.fault)

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """That is no yes."""
        return self._under.unanswered("no_input", fault)

    def press(self, key: str) -> Move | None:
        """Yes and no settle it, unless one of them is what was heard; any other key answers the question under it."""
        if key in SETTLES and Chose(key) not in self.vocabulary.meanings.values():
            return self._heard_clearly(Settled(SETTLES[key]))
        meaning = meaning_of_key(key, self.context.step, self.context.pack.words)
        return self._under.answered(meaning) if meaning else None

    def prompt_finished(self, now: float) -> None:
        """It has all the time that the ear gives it."""

    def broken_off(self, now: float) -> Turn:
        """What is asked about what was heard is not asked again."""
        return self._under.broken_off(now)

    def _heard_clearly(self, meaning: Meaning) -> Move:
        if meaning == Settled(True):
            return self._under.answered(self._candidate)
        if meaning == Settled(False):
            self.context.ladder.climb("no_match")
            return Resume(_in_turn(self, self.context.pack.repair.not_so))
        return self._under.answered(meaning)


class ReadBack(Confirmation):
    """What was heard beyond doubt, and is right unless somebody says otherwise."""

    seconds = READ_BACK_SECONDS

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """It stands."""
        return Take(self._candidate)


def confirm(turn: Asking, candidate: Meaning, second: Meaning | None = None) -> Open:
    """Ask whether it was this, and name the other thing that it may have been, if that is an answer too."""
    repair = turn.context.pack.repair
    if isinstance(second, Chose | Rated) and second != candidate:
        return _asked(turn, repair.confirm, Confirmation(turn, candidate, second), candidate, second)
    return _asked(turn, repair.confirm_single, Confirmation(turn, candidate), candidate)


def confirm_amount(turn: Asking, rating: Rated) -> Open:
    """Ask whether this number is what somebody meant who named none: "a lot"."""
    return _asked(turn, turn.context.pack.repair.confirm_amount, Confirmation(turn, rating), rating)


def confirm_earlier(turn: Asking, rating: Rated) -> Open:
    """Ask whether it is still this number: "no change"."""
    return _asked(turn, turn.context.pack.repair.confirm_earlier, Confirmation(turn, rating), rating)


def read_back(turn: Asking, rating: Rated) -> Open:
    """Name a number that was heard beyond doubt, because much follows from it. Silence means that it is right."""
    return _asked(turn, turn.context.pack.repair.read_back, ReadBack(turn, rating), rating)


def confirm_repeated(turn: Asking, reply: Understood) -> Open | None:
    """Ask about an answer that was too unclear twice, but the same."""
    ladder = turn.context.ladder
    if reply.meaning and reply.repeats(ladder.suspected):
        return confirm(turn, reply.meaning)
    ladder.suspected = reply.meaning
    return None


def confirm_ending(turn: Asking, reply: Understood) -> Open | None:
    """Ask about an unclear "stop": whoever wants to end it is not asked to say it another way. Once a question."""
    if reply.meaning == Wished("stop") and turn.context.ladder.height == 0:
        return confirm(turn, reply.meaning)
    return None


def _asked(turn: Asking, variants: list[Lines], confirmation: Confirmation, *named: Meaning) -> Open:
    names = [spoken_name(meaning, turn.vocabulary) for meaning in named]
    gaps = dict(zip(("candidate", "second"), names, strict=False))
    return Open(confirmation, _in_turn(turn, variants, gaps))


def _in_turn(turn: Turn, variants: list[Lines], gaps: dict[str, str] | None = None) -> Prompt:
    return Prompt("repair", turn.context.wording.of(variants), gaps or {})
