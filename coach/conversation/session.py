"""One session with one person: `receive(event, now)` answers with effects, and that is the whole surface of the core.

Every reply passes the safety listener first, then is understood as one of the things that this place expects, then
the guide leads on through the script; the machine says which part comes next. Nothing here knows sound or clocks.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeGuard

from coach.content.pack import BEFORE_EXERCISES, Pack
from coach.content.script import Ending, Route, Script
from coach.conversation.exercise import way_by_band
from coach.conversation.guide import Guide
from coach.conversation.interruption import (
    expectation_of_interruptions,
    is_own,
    is_said,
    vocabulary_of_interruptions,
)
from coach.conversation.machine import SessionMachine
from coach.conversation.repair import Ladder, Trouble, Wording
from coach.conversation.reply import Reply
from coach.conversation.safety import SOUND, Danger, Finding, SafetyListener
from coach.conversation.understanding import AsBefore, Chose, Meaning, Rated, Roughly, Settled, Spoke, Wished, Worried
from coach.effects import CallStaff, Effect, End, Expectation, Remember, StopSpeaking
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

PAUSES_AT_MOST = 5
"""After a pause was asked about so often without an answer, nobody is there any more."""
UNANSWERED_AT_MOST = 4
"""After so many questions in a row that nobody answered, a safety path asks no more: it stays, and is quiet."""
HIGHEST = 10
SLOWER = 0.85
SLOWEST = 0.7
HEARD_BADLY: Mapping[SoundFault, str] = {
    "dead": "microphone_dead",
    "clipped": "microphone_clipped",
    "hum": "microphone_hums",
}
"""Faults of the sound that somebody in the room can mend, each with its lines in `repair.yaml`."""


class Session:
    """What was said is forgotten with the event that brought it; ratings and choices stay until the session ends."""

    def __init__(self, pack: Pack, gaps: Mapping[str, str], patience: float = 1.0) -> None:
        """A session for one person.

        `gaps`: what to say for {emergency_number}, {crisis_line} and {crisis_number} in a line.
        `patience`: how many times longer than the pack says a question waits for its answer.
        """
        self._pack = pack
        self._machine = SessionMachine()
        self._safety = SafetyListener(pack.risk)
        self._wording = Wording()
        self._ladder = Ladder(pack.repair, self._wording)
        self._reply = Reply(gaps)
        self._guide = Guide(pack, self._reply, self._wording, patience)
        self._silent = False
        self._guided = False
        self._suspected: Meaning | None = None
        self._unanswered = 0
        self._interruptions = vocabulary_of_interruptions(pack.words)
        self._settled: set[str] = set()
        self._told: set[str] = set()

    @property
    def state(self) -> str:
        """The part of the session, as the machine names it."""
        return self._machine.state

    @property
    def interruption(self) -> Expectation:
        """What to listen for while the coach speaks, where the room allows it."""
        return replace(expectation_of_interruptions(self._interruptions), risks=self._pack.risk.sounds())

    def receive(self, event: Event, now: float) -> list[Effect]:
        """Take what happened at `now` seconds; answer with what is to be done, in order."""
        guide = self._guide
        match event:
            case _ if self.state == "ended":
                pass
            case SessionStarted():
                self._lead(guide.proceed(now), now)
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
                guide.say_repair(self._pack.repair.microphone_lost)
                self._lead(guide.resume(now), now)
            case _:  # an answer to a question that is no longer open, or something only an observer wants to know
                pass
        return self._reply.take()

    # What somebody did

    def _hear(self, heard: Heard, now: float) -> None:
        self._silent = False
        turn = self._guide.turn
        meaning = turn.vocabulary.meaning(heard.phrase) if heard.phrase else None
        sure = heard.decision is Decision.ACCEPT
        likely = heard.decision is Decision.CONFIRM
        if self._attend(self._safety.hear(heard), meaning, sure, now):
            pass
        elif meaning and sure:
            if turn.waiting:  # a pacer may be sounding
                self._reply.add(StopSpeaking())
            if self._leads_elsewhere(meaning):
                self._guide.read_back(meaning, now)
            else:
                self._understand(meaning, now)
        elif meaning and likely and meaning in (turn.confirming, Settled(True)) and not isinstance(meaning, Wished):
            self._understand(meaning, now)  # heard twice, and asked about in between; not enough to end a session
        elif meaning and likely and turn.confirming is None:
            second = turn.vocabulary.meaning(heard.second) if heard.second else None
            other = second if isinstance(second, Chose | Rated) and second != meaning else None
            self._guide.confirm(meaning, other, now)
        elif turn.standing and (sure or likely):
            self._unanswered = 0
            self._guide.ask_again(now)
        elif turn.vocabulary.open_words and sure:
            self._understand(Spoke(), now)
        elif isinstance(meaning, Chose | Rated) and meaning == self._suspected and turn.confirming is None:
            self._suspected = None  # not clear enough twice, but twice the same
            self._guide.confirm(meaning, None, now)
        else:
            self._suspected = meaning
            self._trouble("no_match", now, heard.fault)

    def _attend(self, finding: Finding, meaning: Meaning | None, sure: bool, now: float) -> bool:
        """Safety before all else: whether the reply was taken as one about a risk.

        What may be a risk gives way to an answer that was heard for sure, and by sound alone to a "no" said before.
        """
        path, turn = finding.path, self._guide.turn
        if path is None:
            return False
        own, asking = self._guide.script is self._pack.safety[path], isinstance(turn.confirming, Worried)
        if finding.danger is Danger.ASK:
            by_sound = finding.rule == SOUND and (own or asking or path in self._settled)
            if by_sound or (meaning and sure) or (self.state == "safety" and not own):
                return False
        if own and Chose("yes") in turn.vocabulary.meanings.values():
            self._understand(Chose("yes"), now)  # a risk phrase answers its own path's direct question
        elif own and not meaning:
            self._skip(now)  # or says that nothing has changed: no "sorry, I did not catch that" here
        elif own:
            return False
        elif finding.danger is Danger.RISK or asking:  # said again after the gentle question: that is no "no"
            self._alarm(path, now)
        else:
            self._ladder.reset()
            self._guide.ask_gently(path, now)
        return True

    def _be_interrupted(self, event: Interrupted, now: float) -> None:
        """Somebody spoke over the coach: a risk, "stop" or "pause" beyond doubt, or nothing. Never its own words."""
        heard = event.heard
        finding = self._safety.hear(heard)
        path = None if is_own(heard.open_text, event.spoken) else finding.path
        meaning = self._interruptions.meaning(heard.phrase) if heard.phrase else None
        if path and self._guide.script is not self._pack.safety[path]:
            self._silent = False
            self._reply.add(StopSpeaking())
            if finding.danger is Danger.RISK:
                self._alarm(path, now)
            else:
                self._guide.ask_gently(path, now)
        elif meaning and heard.decision is Decision.ACCEPT and not is_said(heard.phrase or "", event.spoken):
            self._silent = False
            self._reply.add(StopSpeaking())
            self._understand(meaning, now)

    def _fall_silent(self, fault: SoundFault | None, now: float) -> None:
        turn = self._guide.turn
        if turn.pauses >= PAUSES_AT_MOST:
            self._wish("stop", now)
        elif turn.pauses:
            self._guide.pause(self._wording.of(self._pack.repair.still_paused), now)
        elif turn.confirming is not None and turn.sure:
            self._understand(turn.confirming, now)
        elif turn.waiting and turn.confirming is None:
            self._lead(self._guide.go(None, now), now)
        else:
            self._trouble("no_input", now, fault)

    def _press(self, key: str, now: float) -> None:
        """A key was pressed: an answer that needs no confirmation."""
        self._silent = False
        meaning = self._guide.meaning_of_key(key)
        if meaning is None and self._guide.turn.standing:
            self._guide.ask_again(now)
        if meaning is not None:
            self._reply.add(StopSpeaking())
            self._understand(meaning, now)

    # What it meant

    def _leads_elsewhere(self, meaning: Meaning) -> TypeGuard[Rated]:
        """Whether this is a rating that is not acted on before it was read back. Once: a corrected one is right."""
        ask = self._guide.step.ask
        if not isinstance(meaning, Rated) or ask is None or self._guide.turn.confirming is not None:
            return False
        return meaning.value > self._guide.ratings.get(ask.read_back_above or "", HIGHEST)

    def _understand(self, meaning: Meaning, now: float) -> None:
        guide, repair = self._guide, self._pack.repair
        confirmed = guide.turn.confirming
        if isinstance(confirmed, Worried) and (isinstance(meaning, Settled) or meaning == Wished("dont_know")):
            self._settle(confirmed.path, meaning != Settled(False), now)
            return
        match meaning:
            case Settled(agreed=True) if confirmed is not None:
                self._understand(confirmed, now)
            case Settled():
                self._ladder.climb("no_match")
                guide.say_repair(self._wording.of(repair.not_so))
                self._lead(guide.resume(now), now)
            case Roughly(value):
                guide.confirm_as(Rated(value), repair.confirm_amount, now)
            case AsBefore():
                earlier = guide.earlier()
                if earlier is None:
                    self._trouble("no_match", now)
                else:
                    guide.confirm_as(earlier, repair.confirm_earlier, now)
            case _:
                self._take(meaning, now)

    def _take(self, meaning: Meaning, now: float) -> None:
        self._ladder.reset()
        self._suspected = None
        self._unanswered = 0
        ask = self._guide.step.ask
        match meaning:
            case Wished(name):
                self._wish(name, now)
            case Chose(name):
                self._follow(self._guide.step.answers[name], now)
            case Rated(value) if ask and ask.rating:
                self._guide.rate(ask.rating, value)
                self._reply.add(Remember(ask.rating, value))
                self._follow(Route(go=way_by_band(ask.bands, value)), now)
            case _:
                self._follow(Route(), now)

    def _wish(self, name: str, now: float) -> None:
        guide, repair = self._guide, self._pack.repair
        match name:
            case "stop":
                self._lead("stop", now)
            case "repeat":
                self._lead(guide.proceed(now), now)
            case "slower":
                self._reply.rate = max(SLOWEST, self._reply.rate * SLOWER)
                guide.say_repair(repair.slower)
                self._lead(guide.proceed(now), now)
            case "pause":
                guide.pause(repair.paused, now)
            case "help":
                guide.say_repair(repair.help)
                self._lead(guide.resume(now), now)
            case "go_on" if guide.turn.pauses:
                guide.say_repair(repair.going_on)
                self._lead(guide.resume(now), now)
            case "back":
                self._lead(guide.back(now), now)
            case "skip" | "go_on":
                self._skip(now)
            case _:
                self._be_unsure(now)

    def _skip(self, now: float) -> None:
        """Where "I don't know" would lead, without talk about it."""
        ask = self._guide.step.ask
        self._follow(ask.unsure.model_copy(update={"say": {}}) if ask else Route(), now)

    def _be_unsure(self, now: float) -> None:
        ask = self._guide.step.ask
        if ask is None:  # nothing was asked
            self._lead(self._guide.resume(now), now)
            return
        if not ask.unsure.say:
            self._guide.say_repair(self._wording.of(self._pack.repair.dont_know))
        self._follow(ask.unsure, now)

    def _trouble(self, trouble: Trouble, now: float, fault: SoundFault | None = None) -> None:
        """Nothing was understood, or nothing was said. Where the sound is to blame, that is told, once a session."""
        guide, repair, ask = self._guide, self._pack.repair, self._guide.step.ask
        if isinstance(guide.turn.confirming, Worried):
            self._wonder_again(guide.turn.confirming.path, trouble, now)
            return
        if guide.turn.waiting and guide.turn.confirming is not None:
            self._lead(guide.resume(now), now)
            return
        if ask is None or guide.turn.pauses or guide.turn.standing:  # in a wait or a pause people may say anything
            self._lead(guide.listen_on(now), now)
            return
        badly = HEARD_BADLY.get(fault) if fault and (fault == "dead" or trouble == "no_match") else None
        if badly and badly not in self._told:
            self._told.add(badly)
            guide.say_repair(getattr(repair, badly))
            guide.ask_again(now)
            return
        rung = None if self._silent and trouble == "no_input" else self._ladder.climb(trouble)
        if rung is None:
            self._silent = self._silent or trouble == "no_input"
            self._unanswered += 1
            self._suspected = None
        if rung is not None:
            guide.say_repair(rung.lines)
            guide.ask_again(now, choices=rung.with_choices)
        elif not self._guided and self.state in BEFORE_EXERCISES:
            self._guided = True
            guide.say_repair(self._wording.of(repair.silent_exercise))
            self._start(self._pack.header.silent_exercise, now)
        elif self.state == "safety" and self._unanswered >= UNANSWERED_AT_MOST:
            self._reply.add(CallStaff(guide.script.id))
            guide.stand(trouble == "no_input", now)
        elif trouble == "no_match":
            guide.say_repair(self._wording.of(repair.moving_on))
            self._follow(ask.unsure, now)
        else:
            self._follow(ask.silent, now)

    def _settle(self, path: str, in_danger: bool, now: float) -> None:
        """The answer to a gentle question: to the safety path, or back to where the person was."""
        if in_danger:
            self._alarm(path, now)
            return
        self._settled.add(path)
        self._guide.say_risk(self._pack.risk.paths[path].settled)
        self._lead(self._guide.resume(now), now)

    def _wonder_again(self, path: str, trouble: Trouble, now: float) -> None:
        """A gentle question is asked twice; then whom to call is named, and the session goes on."""
        self._ladder.climb(trouble)
        if self._ladder.height == 1:
            self._guide.ask_gently(path, now)
            return
        self._ladder.reset()
        self._guide.say_risk(self._pack.risk.paths[path].unanswered)
        self._lead(self._guide.resume(now), now)

    # Where it leads

    def _alarm(self, path: str, now: float) -> None:
        self._reply.add(StopSpeaking(), CallStaff(path))
        self._machine.fire("alarm")
        self._begin(self._pack.safety[path], now)

    def _follow(self, route: Route, now: float) -> None:
        self._guide.say(route.say)
        if route.start:
            self._start(self._guide.suggested if route.start == "suggested" else route.start, now)
        elif route.end:
            self._lead(route.end, now)
        else:
            ask = self._guide.step.ask
            self._lead(self._guide.go(route.go or (ask.then if ask else None), now), now)

    def _start(self, exercise: str, now: float) -> None:
        self._machine.fire("start")
        self._reply.add(Remember("exercise", exercise))
        self._begin(self._pack.exercises[exercise], now)

    def _lead(self, ending: Ending | None, now: float) -> None:
        """A script came to this ending: on to the part that the machine names. None: somebody is waited for."""
        if ending is None:
            return
        if self._machine.fire(ending) == "ended":
            self._reply.add(End())
        else:
            self._begin(self._pack.session[self.state], now)

    def _begin(self, script: Script, now: float) -> None:
        self._ladder.begin()
        self._suspected = None
        self._guide.enter(script)
        self._lead(self._guide.proceed(now), now)
