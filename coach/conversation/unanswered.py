"""A question that was not answered: the sound's fault, the next rung, the quiet exercise, or a standing invitation."""

from coach.content.pack import BEFORE_EXERCISES, Pack
from coach.content.script import Ask
from coach.conversation.course import Course
from coach.conversation.fault import Faults
from coach.conversation.guide import Guide
from coach.conversation.repair import Ladder, Trouble, Wording
from coach.events import SoundFault

UNANSWERED_AT_MOST = 4
"""After so many questions in a row that nobody answered, a safety path asks no more: it stays, and is quiet."""


class Unanswered:
    """Counts, and goes on all the same: it never hangs up."""

    def __init__(self, pack: Pack, guide: Guide, course: Course, ladder: Ladder, wording: Wording) -> None:
        self._pack = pack
        self._guide = guide
        self._course = course
        self._ladder = ladder
        self._wording = wording
        self._faults = Faults(pack.repair)
        self._silent = False
        self._guided = False
        self._in_a_row = 0

    def is_there(self) -> None:
        """Somebody did something, if only a noise: they are not silent."""
        self._silent = False

    def is_answered(self) -> None:
        """A question was answered."""
        self._in_a_row = 0

    def meet(self, trouble: Trouble, fault: SoundFault | None, now: float) -> None:
        """Nothing was understood, or nothing was said. Where the sound is to blame, that is told."""
        guide, turn, ask = self._guide, self._guide.turn, self._guide.step.ask
        if turn.waiting and turn.confirming is not None:
            self._course.resume(now)
        elif ask is None or turn.pauses or turn.standing:  # in a wait or a pause people may say anything
            self._course.lead(guide.listen_on(now), now)
        elif lines := self._faults.tell(fault, trouble):
            guide.say_repair(lines)
            guide.ask_again(now)
        else:
            self._climb(ask, trouble, now)

    def _climb(self, ask: Ask, trouble: Trouble, now: float) -> None:
        """Ask again in other words; somebody who has been silent through a whole question is not asked again."""
        silent_again = self._silent and trouble == "no_input"
        rung = None if silent_again else self._ladder.climb(trouble)
        if rung is None:
            self._go_on(ask, trouble, now)
        else:
            self._guide.say_repair(rung.lines)
            self._guide.ask_again(now, choices=rung.with_choices)

    def _go_on(self, ask: Ask, trouble: Trouble, now: float) -> None:
        """Without the answer: to the exercise that needs none, or to the next question."""
        repair = self._pack.repair
        self._silent = self._silent or trouble == "no_input"
        self._in_a_row += 1
        self._ladder.suspected = None
        if not self._guided and self._course.part in BEFORE_EXERCISES:
            self._guided = True
            self._guide.say_repair(self._wording.of(repair.silent_exercise))
            self._course.start(self._pack.header.silent_exercise, now)
        elif self._course.part == "safety" and self._in_a_row >= UNANSWERED_AT_MOST:
            self._guide.stand(trouble == "no_input", now)
        elif trouble != "no_input":
            self._guide.say_repair(self._wording.of(repair.moving_on))
            self._course.follow(ask.unsure, now)
        else:
            self._course.follow(ask.silent, now)
