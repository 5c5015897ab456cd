"""Questions about what was heard: was it this, is it this or that, did you mean so much?"""

from dataclasses import replace

from coach.content.pack import Pack
from coach.content.script import Lines
from coach.conversation.guide import Guide
from coach.conversation.repair import Wording
from coach.conversation.understanding import Meaning, Rated, spoken_name, vocabulary_to_confirm

CONFIRM_SECONDS = 8.0
READ_BACK_SECONDS = 4.0
"""Short: somebody in a craving need not say anything to a number that is right."""


class Inquiry:
    """Names what was heard, and waits for a yes; the step's own wait stands still."""

    def __init__(self, pack: Pack, guide: Guide, wording: Wording) -> None:
        self._words = pack.words
        self._repair = pack.repair
        self._guide = guide
        self._wording = wording

    def confirm(self, meaning: Meaning, other: Meaning | None, now: float) -> None:
        """Ask whether it was this, and name the other thing that it may have been."""
        if other is None:
            self._ask(self._repair.confirm_single, [meaning], CONFIRM_SECONDS, now)
        else:
            self._ask(self._repair.confirm, [meaning, other], CONFIRM_SECONDS, now)

    def confirm_amount(self, rating: Rated, now: float) -> None:
        """Ask whether this number is what somebody meant who named none: "a lot"."""
        self._ask(self._repair.confirm_amount, [rating], CONFIRM_SECONDS, now)

    def confirm_earlier(self, rating: Rated, now: float) -> None:
        """Ask whether it is still this number: "no change"."""
        self._ask(self._repair.confirm_earlier, [rating], CONFIRM_SECONDS, now)

    def read_back(self, rating: Rated, now: float) -> None:
        """Name a number that was heard beyond doubt, because much follows from it. Silence means that it is right."""
        self._ask(self._repair.read_back, [rating], READ_BACK_SECONDS, now)
        self._guide.turn = replace(self._guide.turn, sure=True)

    def _ask(self, variants: list[Lines], candidates: list[Meaning], seconds: float, now: float) -> None:
        around = self._guide.turn.vocabulary
        self._guide.hush()
        names = [spoken_name(candidate, around) for candidate in candidates]
        self._guide.say_repair(self._wording.of(variants), **dict(zip(("candidate", "second"), names, strict=False)))
        vocabulary = vocabulary_to_confirm(candidates, self._words, around)
        self._guide.lay_over(vocabulary, seconds, candidates[0], now)
