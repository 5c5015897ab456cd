"""One session with one person: `receive(event, now)` answers with effects, and that is the whole surface of the core.

Every reply passes the safety listener first, then is understood as one of the things that this place expects, then
the guide leads on through the script; the machine says which part comes next. Nothing here knows sound or clocks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coach.content.pack import Pack
from coach.content.script import Route
from coach.conversation.course import Course
from coach.conversation.exercise import way_by_band
from coach.conversation.guide import Guide
from coach.conversation.inquiry import Inquiry
from coach.conversation.interruption import Interruptions, is_own
from coach.conversation.repair import Ladder, Trouble, Wording
from coach.conversation.reply import Reply
from coach.conversation.unanswered import Unanswered
from coach.conversation.understanding import AsBefore, Chose, Meaning, Rated, Roughly, Settled, Spoke, Wished, Worried
from coach.conversation.wishes import Wishes
from coach.conversation.worry import Call, Worry
from coach.effects import Effect, Expectation, Remember, StopSpeaking
from coach.events import (
    Decision,
    DeviceLost,
    Event,
    FellSilent,
    Heard,
    Interrupted,
    KeyPressed,
    PromptFinished,
    SessionStarted,
    SoundFault,
)
from coach.safety.finding import Danger, Finding, Safety

ASIDE_WORDS = 4
"""So many words, and nothing like an answer among them, were meant to say something else."""


class Session:
    """What was said is forgotten with the event that brought it; ratings and choices stay until the session ends.

    A `copy.deepcopy` goes its own way from there: so `coach paths` tries every way on.
    """

    def __init__(
        self,
        pack: Pack,
        safety: Safety,
        gaps: Mapping[str, str],
        patience: float = 1.0,
        places: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """A session for one person.

        `safety`: hears every reply first.
        `gaps`: what to say for {emergency_number}, {crisis_line} and {crisis_number} in a line.
        `patience`: how many times longer than the pack says a question waits for its answer.
        `places`: what to say for {place_name} and its like, for each place of the site's own directory.
        """
        wording = Wording()
        self._repair = pack.repair
        self._wording = wording
        self._reply = Reply(gaps, places)
        self._ladder = Ladder(pack.repair, wording)
        self._guide = Guide(pack, self._reply, wording, patience)
        self._course = Course(pack, self._guide, self._ladder, self._reply)
        self._safety = safety
        self._worry = Worry(pack, self._guide, self._course, self._ladder)
        self._inquiry = Inquiry(pack, self._guide, wording)
        self._unanswered = Unanswered(pack, self._guide, self._course, self._ladder, wording)
        self._wishes = Wishes(pack, self._guide, self._course, self._reply, wording)
        self._interruptions = Interruptions(pack.words, pack.risk.sounds())

    @property
    def state(self) -> str:
        """The part of the session, as the machine names it."""
        return self._course.part

    @property
    def interruption(self) -> Expectation:
        """What to listen for while the coach speaks, where the room allows it."""
        return self._interruptions.expectation

    def receive(self, event: Event, now: float) -> list[Effect]:
        """Take what happened at `now` seconds; answer with what is to be done, in order."""
        guide = self._guide
        match event:
            case _ if self.state == "ended":
                pass
            case SessionStarted():
                self._course.lead(guide.proceed(now), now)
            case Heard() if event.listen_id == guide.turn.listen_id:
                self._hear(event, now)
            case FellSilent() if event.listen_id == guide.turn.listen_id:
                self._fall_silent(event.fault, now)
            case Interrupted():
                self._be_interrupted(event, now)
            case KeyPressed():
                self._press(event.name, now)
            case PromptFinished():
                guide.turn = replace(guide.turn, opened_seconds=now)
            case DeviceLost():
                self._reply.add(StopSpeaking())
                guide.say_repair(self._repair.microphone_lost)
                self._course.resume(now)
            case _:  # an answer to a question that is no longer open, or something only an observer wants to know
                pass
        return self._reply.take()

    # What somebody did

    def _hear(self, heard: Heard, now: float) -> None:
        """Safety before all else, whatever the reply may be an answer to."""
        self._unanswered.is_there()
        meaning = self._guide.turn.vocabulary.meaning(heard.phrase) if heard.phrase else None
        finding = self._safety.hear(heard)
        call = self._worry.weigh(finding, meaning, sure=heard.decision is Decision.ACCEPT)
        if call is Call.NOTHING:
            self._answer(heard, meaning, now)
        else:
            self._heed(call, finding, now)

    def _heed(self, call: Call, finding: Finding, now: float) -> None:
        """Do what a risk that was heard calls for."""
        assert finding.path is not None
        match call:
            case Call.ALARM:
                self._course.alarm(finding.path, now)
            case Call.QUESTION:
                self._ladder.reset()
                self._worry.ask(finding.path, now)
            case Call.YES:
                self._understand(Chose("yes"), now)
            case Call.SKIP:
                self._course.skip(now)

    def _answer(self, heard: Heard, meaning: Meaning | None, now: float) -> None:
        """Act on it, ask whether it was so, or say that it was not understood."""
        turn = self._guide.turn
        sure, likely = heard.decision is Decision.ACCEPT, heard.decision is Decision.CONFIRM
        if meaning and sure:
            self._guide.hush()
            if isinstance(meaning, Rated) and self._guide.reads_back(meaning):
                self._inquiry.read_back(meaning, now)
            else:
                self._understand(meaning, now)
        elif meaning and likely and meaning in (turn.confirming, Settled(True)) and not isinstance(meaning, Wished):
            self._understand(meaning, now)  # heard twice, and asked about in between; not enough to end a session
        elif meaning and likely and turn.confirming is None:
            second = turn.vocabulary.meaning(heard.second) if heard.second else None
            other = second if isinstance(second, Chose | Rated) and second != meaning else None
            self._inquiry.confirm(meaning, other, now)
        elif turn.standing and (sure or likely):
            self._unanswered.is_answered()
            self._guide.ask_again(now)
        elif turn.vocabulary.open_words and sure:
            self._understand(Spoke(), now)
        elif isinstance(meaning, Chose | Rated) and meaning == self._ladder.suspected == turn.confirming:
            self._understand(meaning, now)  # not clear enough, but three times the same, and asked about in between
        elif isinstance(meaning, Chose | Rated) and meaning == self._ladder.suspected and turn.confirming is None:
            self._inquiry.confirm(meaning, None, now)  # twice the same
        elif meaning == Wished("stop") and turn.confirming is None and not turn.waiting and self._ladder.height == 0:
            self._ladder.suspected = meaning
            self._inquiry.confirm(meaning, None, now)  # whoever wants to end it is not asked to say it another way
        else:
            self._ladder.suspected = meaning
            aside = meaning is None and len(heard.open_text.split()) >= ASIDE_WORDS
            self._trouble("no_answer" if aside else "no_match", heard.fault, now)

    def _be_interrupted(self, event: Interrupted, now: float) -> None:
        """Somebody spoke over the coach: a risk, "stop" or "pause" beyond doubt, or nothing. Never its own words."""
        finding = self._safety.hear(event.heard)
        path = None if is_own(event.heard.open_text, event.spoken) else finding.path
        wish = self._interruptions.wish(event)
        if path and not self._course.is_on(path):
            self._unanswered.is_there()
            self._reply.add(StopSpeaking())
            if finding.danger is Danger.RISK:
                self._course.alarm(path, now)
            else:
                self._worry.ask(path, now)
        elif wish:
            self._unanswered.is_there()
            self._reply.add(StopSpeaking())
            self._understand(wish, now)

    def _fall_silent(self, fault: SoundFault | None, now: float) -> None:
        turn = self._guide.turn
        if turn.pauses:
            self._wishes.wait_on(now)
        elif turn.confirming is not None and turn.sure:
            self._understand(turn.confirming, now)
        elif turn.waiting and turn.confirming is None:
            self._course.lead(self._guide.go(None, now), now)
        else:
            self._trouble("no_input", fault, now)

    def _trouble(self, trouble: Trouble, fault: SoundFault | None, now: float) -> None:
        """Nothing was understood, or nothing was said."""
        if self._worry.asking:
            self._worry.ask_again(self._worry.asking, trouble, now)
        else:
            self._unanswered.meet(trouble, fault, now)

    def _press(self, key: str, now: float) -> None:
        """A key was pressed: an answer that needs no confirmation."""
        self._unanswered.is_there()
        meaning = self._guide.meaning_of_key(key)
        if meaning is not None:
            self._reply.add(StopSpeaking())
            self._understand(meaning, now)
        elif self._guide.turn.standing:
            self._guide.ask_again(now)

    # What it meant

    def _understand(self, meaning: Meaning, now: float) -> None:
        """The answer to a question about what was heard; or what may need such a question itself; or an answer."""
        confirmed = self._guide.turn.confirming
        if isinstance(confirmed, Worried) and (isinstance(meaning, Settled) or meaning == Wished("dont_know")):
            self._worry.settle(confirmed.path, meaning != Settled(False), now)
            return
        match meaning:
            case Settled(agreed=True) if confirmed is not None:
                self._understand(confirmed, now)
            case Settled():
                self._ladder.climb("no_match")
                self._guide.say_repair(self._wording.of(self._repair.not_so))
                self._course.resume(now)
            case Roughly(value):
                self._inquiry.confirm_amount(Rated(value), now)
            case AsBefore() if earlier := self._guide.earlier():
                self._inquiry.confirm_earlier(earlier, now)
            case AsBefore():
                self._trouble("no_match", None, now)
            case _:
                self._take(meaning, now)

    def _take(self, meaning: Meaning, now: float) -> None:
        """Act on an answer."""
        self._ladder.reset()
        self._unanswered.is_answered()
        step = self._guide.step
        match meaning:
            case Wished(name):
                self._wishes.grant(name, now)
            case Chose(name):
                if step.ask and step.ask.choice:
                    self._guide.choices[step.ask.choice] = name
                    self._reply.add(Remember(step.ask.choice, name))
                self._course.follow(step.answers[name], now)
            case Rated(value) if step.ask and step.ask.rating:
                self._guide.rate(step.ask.rating, value)
                self._reply.add(Remember(step.ask.rating, value))
                self._course.follow(Route(go=way_by_band(step.ask.bands, value)), now)
            case _:
                self._course.follow(Route(), now)
