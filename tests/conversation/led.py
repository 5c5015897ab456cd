"""The parts of a session, put together as the session does, in one script of a pack."""

from coach.content.pack import Pack
from coach.content.script import Script
from coach.conversation.context import Context
from coach.conversation.course import Course
from coach.conversation.guide import Guide
from coach.conversation.moves import Move, Resume, Turn
from coach.conversation.response import Response
from coach.conversation.understanding import Meaning, Understood
from coach.conversation.waiting import AT_HOME, Waiting
from coach.effects import CallStaff, Effect, End, Listen, Pace, Remember, Say, StopSpeaking
from coach.events import Decision
from tests.conversation.transcript import GAPS


class Led:
    """Somebody who is led along the course; and what was done."""

    def __init__(self, pack: Pack, script: Script | None = None, waiting: Waiting = AT_HOME) -> None:
        """In `script`; without one, in the welcome."""
        self.pack = pack
        self.response = Response(GAPS)
        self.context = Context(pack, waiting, self.response.tell_place)
        self.guide = Guide(self.context, self.response)
        self.course = Course(self.context, self.guide, self.response)
        if script:
            self.context.enter(script)

    def at(self, step: str, now: float = 0.0) -> "Led":
        """Gone to a step, where it waits for somebody."""
        self.guide.go(step, now)
        self.effects()
        return self

    def make(self, move: Move, now: float = 0.0) -> "Led":
        """A move made."""
        self.course.make(move, now)
        return self

    @property
    def turn(self) -> Turn:
        """The turn that is open."""
        return self.guide.turn

    def effects(self) -> list[Effect]:
        """What was done since the last look, but for what was prepared."""
        known = (Say, Listen, Pace, StopSpeaking, CallStaff, Remember, End)
        return [effect for effect in self.response.take() if isinstance(effect, known)]

    def said(self) -> list[str]:
        """The ids of the lines that were said since the last look."""
        return [line.id for effect in self.effects() if isinstance(effect, Say) for line in effect.lines]


def clearly(meaning: Meaning) -> Understood:
    """Heard beyond doubt."""
    return Understood(meaning, Decision.ACCEPT)


def perhaps(meaning: Meaning, second: Meaning | None = None) -> Understood:
    """Heard, but something else may have been said."""
    return Understood(meaning, Decision.CONFIRM, second)


def mumbled(meaning: Meaning | None = None, words: int = 0) -> Understood:
    """Not understood; it may have been this."""
    return Understood(meaning, Decision.REJECT, words=words)


def said_first(move: Move) -> list[str]:
    """The ids of the lines that a move says first."""
    return list(getattr(move, "first", Resume().first).lines)
