"""The parts of a session, put together as the session does, in one script of a pack."""

from coach.content.pack import Pack
from coach.content.script import Script
from coach.conversation.course import Course
from coach.conversation.guide import Guide
from coach.conversation.repair import Ladder, Wording
from coach.conversation.reply import Reply
from coach.effects import CallStaff, Effect, End, Listen, Pace, Remember, Say, StopSpeaking
from tests.conversation.transcript import GAPS


class Led:
    """A guide, the course and the ladder; and what they have done."""

    def __init__(self, pack: Pack, script: Script | None = None, patience: float = 1.0) -> None:
        """In `script`; without one, in the welcome."""
        self.pack = pack
        self.reply = Reply(GAPS)
        self.wording = Wording()
        self.ladder = Ladder(pack.repair, self.wording)
        self.guide = Guide(pack, self.reply, self.wording, patience)
        self.course = Course(pack, self.guide, self.ladder, self.reply)
        if script:
            self.guide.enter(script)

    def at(self, step: str) -> "Led":
        """Gone to a step, where it waits for somebody."""
        self.guide.go(step, 0.0)
        self.effects()
        return self

    def effects(self) -> list[Effect]:
        """What was done since the last look, but for what was prepared."""
        known = (Say, Listen, Pace, StopSpeaking, CallStaff, Remember, End)
        return [effect for effect in self.reply.take() if isinstance(effect, known)]

    def said(self) -> list[str]:
        """The ids of the lines that were said since the last look."""
        return [line.id for effect in self.effects() if isinstance(effect, Say) for line in effect.lines]
