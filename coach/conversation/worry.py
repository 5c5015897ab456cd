"""What may be a risk: one gentle question whether it was meant so, asked twice at the most."""

from enum import Enum, auto

from coach.content.pack import Pack
from coach.conversation.course import Course
from coach.conversation.guide import Guide
from coach.conversation.repair import Ladder, Trouble
from coach.conversation.understanding import Chose, Meaning, Worried, vocabulary_to_settle
from coach.safety.finding import SOUND, Danger, Finding

WORRIED_SECONDS = 12.0
"""A question about danger waits longer."""


class Call(Enum):
    """What a reply calls for, as far as safety goes."""

    NOTHING = auto()
    """It is a reply like any other."""
    ALARM = auto()
    """The safety path, at once."""
    QUESTION = auto()
    """The gentle question."""
    YES = auto()
    """It is the answer to the direct question of the path that somebody is on."""
    SKIP = auto()
    """On that path, it says that nothing has changed: no "sorry, I did not catch that" here."""


class Worry:
    """Knows which paths a person has said "no" to."""

    def __init__(self, pack: Pack, guide: Guide, course: Course, ladder: Ladder) -> None:
        self._pack = pack
        self._guide = guide
        self._course = course
        self._ladder = ladder
        self._settled: set[str] = set()

    @property
    def asking(self) -> str | None:
        """The path that a gentle question is open about."""
        confirming = self._guide.turn.confirming
        return confirming.path if isinstance(confirming, Worried) else None

    def weigh(self, finding: Finding, meaning: Meaning | None, sure: bool) -> Call:
        """What a reply calls for: `meaning` is the answer that it was heard as, `sure` beyond doubt.

        What may be a risk gives way to an answer that was heard for sure, and by sound alone to a "no" said before.
        """
        path = finding.path
        if path is None:
            return Call.NOTHING
        own = self._course.is_on(path)
        if finding.danger is Danger.ASK:
            by_sound = finding.rule == SOUND and (own or self.asking or path in self._settled)
            if by_sound or (meaning and sure) or (self._course.part == "safety" and not own):
                return Call.NOTHING
        if own and Chose("yes") in self._guide.turn.vocabulary.meanings.values():
            return Call.YES
        if own:
            return Call.NOTHING if meaning else Call.SKIP
        if finding.danger is Danger.RISK or self.asking:  # said again after the gentle question: that is no "no"
            return Call.ALARM
        return Call.QUESTION

    def ask(self, path: str, now: float) -> None:
        """The one question; the step's wait stands still."""
        self._guide.hush()
        self._guide.say_risk(self._pack.risk.paths[path].question)
        self._guide.lay_over(vocabulary_to_settle(self._pack.words), WORRIED_SECONDS, Worried(path), now)

    def settle(self, path: str, in_danger: bool, now: float) -> None:
        """The answer: to the safety path, or back to where the person was."""
        if in_danger:
            self._course.alarm(path, now)
            return
        self._settled.add(path)
        self._guide.say_risk(self._pack.risk.paths[path].settled)
        self._course.resume(now)

    def ask_again(self, path: str, trouble: Trouble, now: float) -> None:
        """There was no answer: ask once more; after that whom to call is named, and the session goes on."""
        self._ladder.climb("no_match" if trouble == "no_answer" else trouble)  # it is asked twice, whatever is said
        if self._ladder.height == 1:
            self.ask(path, now)
            return
        self._ladder.reset()
        self._guide.say_risk(self._pack.risk.paths[path].unanswered)
        self._course.resume(now)
