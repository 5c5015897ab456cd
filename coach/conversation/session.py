"""One session with one person: `receive(event, now)` answers with effects, and that is the whole surface of the core.

What happened goes to safety first, then to the turn that is open; the turn answers with a move, and the course makes
it. Nothing here knows sound or clocks.
"""

from collections.abc import Mapping, Sequence

from coach.content.pack import Pack
from coach.content.script import Lines
from coach.conversation.context import Context
from coach.conversation.course import Course
from coach.conversation.danger import move_for
from coach.conversation.guide import Guide
from coach.conversation.intents import meet
from coach.conversation.interruption import Interruptions, is_own
from coach.conversation.moves import Begin, ListenOn, Move, Open, Prompt, Resume, Take
from coach.conversation.response import Response
from coach.conversation.turns.choosing import CHOOSE, choose
from coach.conversation.turns.pause import Pause
from coach.conversation.turns.standing_invitation import StandingInvitation
from coach.conversation.turns.wait import Wait
from coach.conversation.understanding import Understood
from coach.conversation.waiting import AT_HOME, Waiting
from coach.effects import Effect, Expectation, StopSpeaking
from coach.events import (
    DeviceBack,
    DeviceLost,
    Event,
    FellSilent,
    Heard,
    Interrupted,
    KeyPressed,
    NobodyAnswered,
    PromptFinished,
    SessionStarted,
    StaffAnswered,
    StaffCalled,
    StaffNews,
    StaffNotReached,
)
from coach.safety.finding import NOTHING, Finding, Safety

ALOUD = "aloud"
"""The key of somebody who chooses, where others can hear, that what is their own is said aloud."""


class Session:
    """What was said is forgotten with the event that brought it; ratings and choices stay until the session ends.

    A `copy.deepcopy` goes its own way from there: so `coach paths` tries every way on.
    """

    def __init__(
        self,
        pack: Pack,
        safety: Safety,
        gaps: Mapping[str, str],
        waiting: Waiting = AT_HOME,
        places: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """A session for one person.

        `safety`: hears every reply first.
        `gaps`: what to say for {emergency_number}, {crisis_line} and their like in a line, as far as it is known.
        `waiting`: how long they are waited for.
        `places`: what to say for {place_name} and its like, for each place of the site's own directory.
        """
        self._safety = safety
        self._response = Response(gaps, places)
        self._context = Context(pack, waiting, self._response.tell_place)
        self._guide = Guide(self._context, self._response)
        self._course = Course(self._context, self._guide, self._response)
        self._interruptions = Interruptions(pack.words, pack.risk.sounds())
        self._speaks = False  # what was answered last has not been said to its end
        repair = pack.repair
        self._news: Mapping[type[StaffNews], Lines] = {
            StaffNotReached: repair.staff_not_reached,
            StaffCalled: repair.staff_called,
            StaffAnswered: repair.staff_answered,
            NobodyAnswered: repair.nobody_answered,
        }

    @property
    def state(self) -> str:
        """The part of the session, as the machine names it."""
        return self._context.part

    @property
    def waits(self) -> bool:
        """Whether nothing was asked: an announced silence, or paced breathing."""
        return isinstance(self._guide.turn, Wait)

    @property
    def interruption(self) -> Expectation:
        """What to listen for while the coach speaks, where the room allows it."""
        return self._interruptions.expectation

    def receive(self, event: Event, now: float) -> list[Effect]:
        """Take what happened at `now` seconds; answer with what is to be done, in order."""
        move = self._over_goodbye(event) if self.state == "ended" else self._move(event, now)
        if move is not None:
            self._course.make(move, now)
        said, effects = self._response.speaks, self._response.take()
        self._speaks = said or (self._speaks and event != PromptFinished() and StopSpeaking() not in effects)
        return effects

    def _move(self, event: Event, now: float) -> Move | None:
        """What follows; None where nothing does, and for what only an observer wants to know."""
        turn, listen_id = self._guide.turn, self._guide.listen_id
        move: Move | None = None
        match event:
            case SessionStarted(at, ratings):
                move = Begin(at or "welcome", ratings)
            case Heard() if event.listen_id == listen_id:
                move = self._hear(event)
            case Heard():  # late: the question is over, but danger is not
                move = self._break_off(self._safety.hear(event), Understood(None, event.decision))
            case Interrupted():
                move = self._be_interrupted(event)
            case FellSilent() if event.listen_id == listen_id:
                move = self._fall_silent(event)
            case KeyPressed():
                move = self._press(event.name)
            case PromptFinished():
                turn.prompt_finished(now)
            case StaffNotReached() | StaffCalled() | StaffAnswered() | NobodyAnswered():
                move = self._tell(Prompt("repair", self._news[type(event)]))
            case DeviceLost():
                self._response.add(StopSpeaking())
                move = Resume(Prompt("repair", self._context.pack.repair.microphone_lost))
            case DeviceBack() if not isinstance(turn, Wait | Pause):  # what was answered meanwhile was not heard
                self._response.add(StopSpeaking())
                move = Resume()
        return move

    def _over_goodbye(self, event: Event) -> Move | None:
        """The last words are being said, and nothing but danger is worth going on for."""
        if not isinstance(event, Interrupted | Heard):
            return None
        finding = self._interrupting(event) if isinstance(event, Interrupted) else self._safety.hear(event)
        decision = event.heard.decision if isinstance(event, Interrupted) else event.decision
        move = self._break_off(finding, Understood(None, decision))
        if move is not None:
            self._context.reopen()
        return move

    def _hear(self, heard: Heard) -> Move:
        """Safety before all else, whatever the reply may be an answer to."""
        turn = self._guide.turn
        self._context.is_there()
        reply = turn.vocabulary.understand(heard)
        met = meet(heard, reply, turn)
        move = move_for(self._safety.hear(heard), reply, turn, met) or met or turn.hear(reply)
        if move != ListenOn():
            self._guide.hush()
        return move

    def _fall_silent(self, event: FellSilent) -> Move:
        """Only where an answer was waited for does the silence say that nobody may be there."""
        if not self.waits:
            self._context.idle.wait(self._guide.turn.no_input_seconds)
        return self._guide.turn.fall_silent(event.fault)

    def _be_interrupted(self, event: Interrupted) -> Move | None:
        """Somebody spoke over the coach: a risk, "stop" or "pause" beyond doubt, or nothing. Never its own words."""
        wish = self._interruptions.wish(event)
        return self._break_off(self._interrupting(event), Understood(wish, event.heard.decision))

    def _interrupting(self, event: Interrupted) -> Finding:
        """What danger was spoken of over the coach."""
        return NOTHING if is_own(event.heard.open_text, event.spoken) else self._safety.hear(event.heard)

    def _break_off(self, finding: Finding, reply: Understood) -> Move | None:
        """Quiet for what cannot wait until the coach has finished; None for all else, as for an answer on a path."""
        move = move_for(finding, reply, self._guide.turn)
        if move is None or (finding.path and self._context.is_on(finding.path)):
            move = Take(reply.clear) if reply.clear else None
        if move is not None:
            self._context.is_there()
            self._response.add(StopSpeaking())
        return move

    def _tell(self, news: Prompt) -> Move | None:
        """What became of a call: before all that is still to be said; into a silence at once.

        Who is being asked may be about to answer: they are told with what answers them.
        """
        turn = self._guide.turn
        if self._speaks:
            self._response.say(news.of, news.lines)
        elif isinstance(turn, Wait | Pause | StandingInvitation):
            self._response.add(StopSpeaking())
            return Resume(news) if isinstance(turn, Wait) else Open(turn, news)
        else:
            self._response.hold(news.of, news.lines)
        return None

    def _press(self, key: str) -> Move | None:
        """A key answers at once, also while the coach speaks."""
        self._context.is_there()
        if key == ALOUD:
            self._response.add(StopSpeaking())
            self._response.say_own_again()
            return Resume()
        move = choose(self._guide.turn) if key == CHOOSE else self._guide.turn.press(key)
        if move is not None:
            self._response.add(StopSpeaking())
        return move
