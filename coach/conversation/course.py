"""The course of a session: from script to script, as the machine says, until it has ended."""

from coach.content.pack import Pack
from coach.content.script import Ending, Route, Script
from coach.conversation.guide import Guide
from coach.conversation.machine import SessionMachine
from coach.conversation.repair import Ladder
from coach.conversation.reply import Reply
from coach.effects import CallStaff, End, Remember, StopSpeaking


class Course:
    """Which part of the session somebody is in, and how it is left. The guide leads within a part."""

    def __init__(self, pack: Pack, guide: Guide, ladder: Ladder, reply: Reply) -> None:
        self._pack = pack
        self._guide = guide
        self._ladder = ladder
        self._reply = reply
        self._machine = SessionMachine()

    @property
    def part(self) -> str:
        """The part of the session, as the machine names it."""
        return self._machine.state

    def is_on(self, path: str) -> bool:
        """Whether this safety path is what somebody is led along."""
        return self._guide.script is self._pack.safety[path]

    def lead(self, ending: Ending | None, now: float) -> None:
        """A script came to this ending: on to the part that the machine names. None: somebody is waited for."""
        if ending is None:
            return
        if self._machine.fire(ending) == "ended":
            self._reply.add(End())
        else:
            self._begin(self._pack.session[self.part], now)

    def follow(self, route: Route, now: float) -> None:
        """Say what an answer is answered with, and go where it leads."""
        self._guide.say(route.say)
        if route.start:
            self.start(self._guide.suggested if route.start == "suggested" else route.start, now)
        elif route.alarm:
            self.alarm(route.alarm, now)
        elif route.end:
            self.lead(route.end, now)
        else:
            ask = self._guide.step.ask
            self.lead(self._guide.go(route.go or (ask.then if ask else None), now), now)

    def skip(self, now: float) -> None:
        """Where "I don't know" would lead, without talk about it."""
        ask = self._guide.step.ask
        self.follow(ask.unsure.model_copy(update={"say": {}}) if ask else Route(), now)

    def resume(self, now: float) -> None:
        """Back to the question or the wait that somebody broke into."""
        self.lead(self._guide.resume(now), now)

    def start(self, exercise: str, now: float) -> None:
        """Begin an exercise."""
        self._machine.fire("start")
        self._reply.add(Remember("exercise", exercise))
        self._begin(self._pack.exercises[exercise], now)

    def alarm(self, path: str, now: float) -> None:
        """Leave whatever it was for a safety path, and call staff."""
        self._reply.add(StopSpeaking(), CallStaff(path))
        self._machine.fire("alarm")
        self._begin(self._pack.safety[path], now)

    def _begin(self, script: Script, now: float) -> None:
        self._ladder.begin()
        self._guide.enter(script)
        self.lead(self._guide.proceed(now), now)
