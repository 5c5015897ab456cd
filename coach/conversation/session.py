"""One session with one person: `receive(event, now)` answers with effects, and that is the whole surface of the core.

Every reply passes the safety listener first, then is understood as one of the things that this place expects, then
moves the walk through the part's script; the machine says which part comes next. Nothing here knows sound or clocks.
"""

from collections.abc import Mapping
from dataclasses import replace

from coach.content.pack import Pack
from coach.content.script import Ask, Ending, Lines, Route, Script
from coach.conversation.exercise import Walk, way_by_band, way_by_branch
from coach.conversation.machine import SessionMachine
from coach.conversation.repair import Ladder, Trouble
from coach.conversation.reply import Reply
from coach.conversation.safety import SafetyListener
from coach.conversation.turn import Turn
from coach.conversation.understanding import (
    Chose,
    Meaning,
    Rated,
    Settled,
    Spoke,
    Vocabulary,
    Wished,
    spoken_name,
    vocabulary_everywhere,
    vocabulary_of,
    vocabulary_to_confirm,
)
from coach.effects import CallStaff, Effect, End, Listen, Pace, Remember, StopSpeaking
from coach.events import Decision, DeviceLost, Event, FellSilent, Heard, KeyPressed, PromptFinished, SessionStarted

PAUSE_SECONDS = 120.0
"""A pause is asked about after this long ..."""
PAUSES_AT_MOST = 5
"""... and after so many questions without an answer nobody is there any more."""
CONFIRM_SECONDS = 8.0
SLOWER = 0.85
SLOWEST = 0.7
REST_SECONDS = 1.0
"""A wait that has less than this left is over."""
BEFORE_EXERCISE = ("welcome", "check_in", "choice")


class Session:
    """What was said is forgotten with the event that brought it; ratings and choices stay until the session ends."""

    def __init__(self, pack: Pack, gaps: Mapping[str, str], patience: float = 1.0) -> None:
        """A session for one person.

        `gaps`: what to say for {emergency_number}, {crisis_line} and {crisis_number} in a line.
        `patience`: how many times longer than the pack says a question waits for its answer.
        """
        self._pack = pack
        self._patience = patience
        self._machine = SessionMachine()
        self._safety = SafetyListener(pack.risk)
        self._ladder = Ladder(pack.repair)
        self._everywhere = vocabulary_everywhere(pack.words)
        self._walk = Walk(pack.session["welcome"])
        self._turn = Turn(0, self._everywhere, opened_seconds=0.0)
        self._ratings: dict[str, int] = {}
        self._suggested = pack.header.silent_exercise
        self._unsure = 0
        self._silent = False
        self._reply = Reply(gaps)

    @property
    def state(self) -> str:
        """The part of the session, as the machine names it."""
        return self._machine.state

    def receive(self, event: Event, now: float) -> list[Effect]:
        """Take what happened at `now` seconds; answer with what is to be done, in order."""
        match event:
            case _ if self.state == "ended":
                pass
            case SessionStarted():
                self._proceed(now)
            case Heard() if event.listen_id == self._turn.listen_id:
                self._hear(event, now)
            case FellSilent() if event.listen_id == self._turn.listen_id:
                self._fall_silent(now)
            case KeyPressed():
                self._press(event.name, now)
            case PromptFinished():
                self._turn = replace(self._turn, opened_seconds=now)
            case DeviceLost():
                self._reply.add(StopSpeaking())
                self._say_repair(self._pack.repair.microphone_lost)
                self._resume(now)
            case _:  # an answer to a question that is no longer open, or something only an observer wants to know
                pass
        return self._reply.take()

    # What somebody did

    def _hear(self, heard: Heard, now: float) -> None:
        self._silent = False
        vocabulary = self._turn.vocabulary
        path = self._safety.hear(heard)
        meaning = vocabulary.meaning(heard.phrase) if heard.phrase else None
        if path and self._walk.script is not self._pack.safety[path]:
            self._alarm(path, now)
        elif path and Chose("yes") in vocabulary.meanings.values():
            self._understand(Chose("yes"), now)  # a risk phrase answers its own path's direct question
        elif path and not meaning:
            self._skip(now)  # or says that nothing has changed: no "sorry, I did not catch that" here
        elif meaning and heard.decision is Decision.ACCEPT:
            if self._turn.waiting:  # a pacer may be sounding
                self._reply.add(StopSpeaking())
            self._understand(meaning, now)
        elif meaning and heard.decision is Decision.CONFIRM and meaning in (self._turn.confirming, Settled(True)):
            self._understand(meaning, now)  # heard twice, and asked about in between
        elif meaning and heard.decision is Decision.CONFIRM and self._turn.confirming is None:
            self._confirm(meaning, vocabulary.meaning(heard.second) if heard.second else None, now)
        elif vocabulary.open_words and heard.decision is Decision.ACCEPT:
            self._understand(Spoke(), now)
        else:
            self._trouble("no_match", now)

    def _fall_silent(self, now: float) -> None:
        turn = self._turn
        if turn.pauses:
            if turn.pauses < PAUSES_AT_MOST:
                self._pause(self._pack.repair.still_paused, now)
            else:
                self._wish("stop", now)
        elif turn.waiting and turn.confirming is not None:
            self._resume(now)
        elif turn.waiting:
            self._go(None, now)
        else:
            self._trouble("no_input", now)

    def _press(self, key: str, now: float) -> None:
        """A key means the word that works everywhere, a rating, or an answer: by name, or counted from one."""
        self._silent = False
        ask, answers = self._walk.step.ask, list(self._walk.step.answers)
        meaning: Meaning | None = None
        if key in self._pack.words.everywhere:
            meaning = Wished(key)
        elif ask and ask.rating and key.isdigit():
            meaning = Rated(int(key))
        elif key in answers:
            meaning = Chose(key)
        elif key.isdigit() and 0 < int(key) <= len(answers):
            meaning = Chose(answers[int(key) - 1])
        if meaning is not None:
            self._reply.add(StopSpeaking())
            self._understand(meaning, now)

    # What it meant

    def _understand(self, meaning: Meaning, now: float) -> None:
        if isinstance(meaning, Settled):
            if meaning.agreed and self._turn.confirming is not None:
                self._understand(self._turn.confirming, now)
            else:
                self._trouble("no_match", now)
            return
        self._ladder.reset()
        ask = self._walk.step.ask
        match meaning:
            case Wished(name):
                self._wish(name, now)
            case Chose(name):
                self._follow(self._walk.step.answers[name], now)
            case Rated(value) if ask and ask.rating:
                self._ratings[ask.rating] = value
                self._reply.add(Remember(ask.rating, value))
                self._follow(Route(go=way_by_band(ask.bands, value)), now)
            case _:
                self._follow(Route(), now)

    def _wish(self, name: str, now: float) -> None:
        repair = self._pack.repair
        match name:
            case "stop":
                self._end_part("stop")
                self._proceed(now)
            case "repeat":
                self._proceed(now)
            case "slower":
                self._reply.rate = max(SLOWEST, self._reply.rate * SLOWER)
                self._say_repair(repair.slower)
                self._proceed(now)
            case "pause":
                self._pause(repair.paused, now)
            case "help":
                self._say_repair(repair.help)
                self._resume(now)
            case "go_on" if self._turn.pauses:
                self._say_repair(repair.going_on)
                self._resume(now)
            case "back":
                self._back(now)
            case "skip" | "go_on":
                self._skip(now)
            case _:
                self._be_unsure(now)

    def _back(self, now: float) -> None:
        if self._walk.back():
            self._proceed(now)
        else:
            self._say_repair(self._pack.repair.nothing_before)
            self._resume(now)

    def _skip(self, now: float) -> None:
        """Where "I don't know" would lead, without talk about it."""
        ask = self._walk.step.ask
        if ask:
            self._follow(ask.unsure.model_copy(update={"say": {}}), now)
        else:
            self._go(None, now)

    def _be_unsure(self, now: float) -> None:
        ask = self._walk.step.ask
        if ask is None:  # nothing was asked
            self._resume(now)
            return
        if not ask.unsure.say:
            variants = self._pack.repair.dont_know
            self._say_repair(variants[self._unsure % len(variants)])
            self._unsure += 1
        self._follow(ask.unsure, now)

    def _confirm(self, meaning: Meaning, second: Meaning | None, now: float) -> None:
        repair, around = self._pack.repair, self._turn.vocabulary
        alternatives = [second] if isinstance(second, Chose | Rated) and second != meaning else []
        candidates = [meaning, *alternatives]
        names = [spoken_name(candidate, around) for candidate in candidates]
        if self._turn.waiting:
            self._reply.add(StopSpeaking())
        if len(names) > 1:
            self._say_repair(repair.confirm, candidate=names[0], second=names[1])
        else:
            self._say_repair(repair.confirm_single, candidate=names[0])
        vocabulary = vocabulary_to_confirm(candidates, self._pack.words, around)
        self._listen(
            replace(self._next_turn(vocabulary, now), left_seconds=self._turn.left(now), held=True, confirming=meaning),
            CONFIRM_SECONDS * self._patience,
        )

    def _trouble(self, trouble: Trouble, now: float) -> None:
        """Nothing was understood, or nothing was said."""
        ask, repair = self._walk.step.ask, self._pack.repair
        if self._turn.waiting and self._turn.confirming is not None:
            self._resume(now)
            return
        if ask is None or self._turn.pauses:  # during a wait or a pause people may say what they like
            self._listen_on(now)
            return
        rung = None if self._silent and trouble == "no_input" else self._ladder.climb(trouble)
        if rung is not None:
            self._say_repair(rung)
            self._ask_again(ask, now, choices=self._ladder.height > 1)
        elif trouble == "no_match":
            self._say_repair(repair.moving_on)
            self._follow(ask.unsure, now)
        elif not self._silent and self.state in BEFORE_EXERCISE:
            self._silent = True
            self._say_repair(repair.silent_exercise)
            self._start(self._pack.header.silent_exercise)
            self._proceed(now)
        else:
            self._silent = True
            self._follow(ask.silent, now)

    def _alarm(self, path: str, now: float) -> None:
        self._reply.add(StopSpeaking(), CallStaff(path))
        self._machine.fire("alarm")
        self._enter(self._pack.safety[path])
        self._proceed(now)

    # Where it leads

    def _follow(self, route: Route, now: float) -> None:
        self._say(route.say)
        if route.start:
            self._start(self._suggested if route.start == "suggested" else route.start)
            self._proceed(now)
        elif route.end:
            self._end_part(route.end)
            self._proceed(now)
        else:
            ask = self._walk.step.ask
            self._go(route.go or (ask.then if ask else None), now)

    def _go(self, step: str | None, now: float) -> None:
        """To a step by name; without a name, to where the step at hand leads, and that may be its end."""
        ending = self._walk.step.end
        if step is None and ending:
            self._end_part(ending)
        else:
            self._walk.go(step)
        self._proceed(now)

    def _start(self, exercise: str) -> None:
        self._machine.fire("start")
        self._reply.add(Remember("exercise", exercise))
        self._enter(self._pack.exercises[exercise])

    def _end_part(self, ending: Ending) -> None:
        if self._machine.fire(ending) != "ended":
            self._enter(self._pack.session[self.state])

    def _enter(self, script: Script) -> None:
        self._walk = Walk(script)
        self._ladder.reset()

    def _proceed(self, now: float) -> None:
        """From the step at hand on, up to the next place where somebody is waited for."""
        while self.state != "ended":
            if self._walk.over:
                self._end_part("finish")
                continue
            step = self._walk.step
            self._say(step.say)
            self._suggested = step.suggest or self._suggested
            if step.ask or step.wait_seconds or step.pace:
                self._walk.stop_here()
                self._open(now)
                return
            if step.end:
                self._end_part(step.end)
            else:
                self._walk.go(way_by_branch(step.branch, self._ratings) if step.branch else None)
        self._reply.add(End())

    # Saying and listening

    def _open(self, now: float, left_seconds: float | None = None) -> None:
        """Open the microphone for what the step wants. `left_seconds`: of its wait, if that was broken off."""
        step = self._walk.step
        vocabulary = vocabulary_of(step, self._pack.words)
        if step.ask:
            self._listen(self._next_turn(vocabulary, now), step.ask.patience_seconds * self._patience)
            return
        seconds = left_seconds or step.wait_seconds or 0.0
        if step.pace:
            rate, cues = self._reply.rate, step.pace
            pace = Pace(cues.inhale_seconds / rate, cues.exhale_seconds / rate, cues.breaths)
            if left_seconds is not None:
                pace = replace(pace, breaths=max(1, round(left_seconds / pace.seconds * pace.breaths)))
            self._reply.add(pace)
            seconds = pace.seconds
        self._listen(replace(self._next_turn(vocabulary, now), left_seconds=seconds), seconds)

    def _ask_again(self, ask: Ask, now: float, choices: bool = False) -> None:
        """The question alone, without what led up to it; or what can be said, in the author's words."""
        question = dict(list(self._walk.step.say.items())[-1:])
        self._say(ask.hint if choices and ask.hint else question)
        self._open(now)

    def _resume(self, now: float) -> None:
        """Go on where somebody broke in: ask again, or wait for what is left of the wait."""
        ask, left = self._walk.step.ask, self._turn.left(now)
        if ask:
            self._ask_again(ask, now)
        elif left is not None and left > REST_SECONDS:
            self._open(now, left)
        else:
            self._go(None, now)

    def _listen_on(self, now: float) -> None:
        """The same turn goes on with what is left of its time: nothing is said, and a pacer keeps its pace."""
        turn, left = self._turn, self._turn.left(now)
        running = left is not None and not turn.held
        turn = replace(turn, listen_id=turn.listen_id + 1, opened_seconds=now, left_seconds=left)
        self._listen(turn, max(left or 0.0, REST_SECONDS) if running else PAUSE_SECONDS)

    def _pause(self, lines: Lines, now: float) -> None:
        turn = self._turn
        self._say_repair(lines)
        paused = replace(
            self._next_turn(self._everywhere, now), left_seconds=turn.left(now), held=True, pauses=turn.pauses + 1
        )
        self._listen(paused, PAUSE_SECONDS)

    def _next_turn(self, vocabulary: Vocabulary, now: float) -> Turn:
        return Turn(self._turn.listen_id + 1, vocabulary, opened_seconds=now)

    def _listen(self, turn: Turn, no_input_seconds: float) -> None:
        self._turn = turn
        self._reply.add(Listen(turn.listen_id, turn.vocabulary.expectation(no_input_seconds), self._walk.name))
        self._reply.prepare(self._walk.script.id, self._walk.may_follow())

    def _say(self, lines: Lines) -> None:
        self._reply.say(self._walk.script.id, lines)

    def _say_repair(self, lines: Lines, **gaps: str) -> None:
        self._reply.say("repair", lines, **gaps)
