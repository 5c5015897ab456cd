"""What the words that work everywhere do: stop, repeat, pause, slower, help, back, skip ..."""

from coach.content.pack import Pack
from coach.content.script import Lines
from coach.conversation.course import Course
from coach.conversation.guide import Guide
from coach.conversation.repair import Wording
from coach.conversation.reply import Reply

PAUSES_AT_MOST = 5
"""After a pause was asked about so often without an answer, nobody is there any more."""
SLOWER = 0.85
SLOWEST = 0.7


class Wishes:
    """Grants them."""

    def __init__(self, pack: Pack, guide: Guide, course: Course, reply: Reply, wording: Wording) -> None:
        self._repair = pack.repair
        self._guide = guide
        self._course = course
        self._reply = reply
        self._wording = wording

    def grant(self, name: str, now: float) -> None:
        """Do what was wished, by name."""
        guide, course = self._guide, self._course
        match name:
            case "stop":
                course.lead("stop", now)
            case "repeat":
                course.lead(guide.proceed(now), now)
            case "slower":
                self._reply.rate = max(SLOWEST, self._reply.rate * SLOWER)
                guide.say_repair(self._repair.slower)
                course.lead(guide.proceed(now), now)
            case "pause":
                guide.pause(self._repair.paused, now)
            case "help":
                self._go_on(self._repair.help, now)
            case "go_on" if guide.turn.pauses:
                self._go_on(self._repair.going_on, now)
            case "back":
                course.lead(guide.back(now), now)
            case "skip" | "go_on":
                course.skip(now)
            case _:
                self._be_unsure(now)

    def wait_on(self, now: float) -> None:
        """Nobody spoke during a pause: ask about it, or end."""
        if self._guide.turn.pauses >= PAUSES_AT_MOST:
            self.grant("stop", now)
        else:
            self._guide.pause(self._wording.of(self._repair.still_paused), now)

    def _go_on(self, lines: Lines, now: float) -> None:
        self._guide.say_repair(lines)
        self._course.resume(now)

    def _be_unsure(self, now: float) -> None:
        """I don't know."""
        ask = self._guide.step.ask
        if ask is None:  # nothing was asked
            self._course.resume(now)
            return
        if not ask.unsure.say:
            self._guide.say_repair(self._wording.of(self._repair.dont_know))
        self._course.follow(ask.unsure, now)
