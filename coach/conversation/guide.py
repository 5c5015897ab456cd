"""The guide: leads somebody from step to step of a script, says its lines, and opens the microphone where it waits.

Where a script comes to its end, the guide says how; which part of the session follows is not its business.
"""

from collections import Counter
from dataclasses import replace

from coach.content.pack import Pack
from coach.content.script import RATED, Branch, Ending, Lines, PlaceBranch, Script, Step
from coach.conversation.exercise import Walk, way_by_branch
from coach.conversation.repair import Wording
from coach.conversation.reply import Reply
from coach.conversation.turn import Turn
from coach.conversation.understanding import (
    Meaning,
    Rated,
    Vocabulary,
    Worried,
    meaning_of_key,
    vocabulary_everywhere,
    vocabulary_of,
)
from coach.effects import CallStaff, Listen, Pace, StopSpeaking

PAUSE_SECONDS = 120.0
"""A pause is asked about after this long."""
STANDING_SECONDS = 600.0
"""A standing invitation has no end; so often it opens the microphone anew."""
HIGHEST = 10
LEAST_WAIT_SECONDS = 1.0
"""A wait that has less than this left is over."""


class Guide:
    """Where somebody is. Its replies are collected in `reply`; what opens the microphone is the `turn`.

    Methods that lead on return None when somebody is waited for, and the script's ending when it came to that.
    """

    def __init__(self, pack: Pack, reply: Reply, wording: Wording, patience: float) -> None:
        """`patience`: how many times longer than the pack says a question waits for its answer."""
        self._pack = pack
        self._reply = reply
        self._wording = wording
        self._patience = patience
        self._risks = pack.risk.sounds()
        self._everywhere = vocabulary_everywhere(pack.words)
        self._heard = Counter[str]()
        self._walk = Walk(pack.session["welcome"], self._heard)
        self.turn = Turn(0, self._everywhere, opened_seconds=0.0)
        self.ratings: dict[str, int] = {}
        self.choices: dict[str, str] = {}
        self.suggested = pack.header.silent_exercise

    @property
    def script(self) -> Script:
        """The script that somebody is in."""
        return self._walk.script

    @property
    def step(self) -> Step:
        """The step that somebody is at."""
        return self._walk.step

    # Going on

    def enter(self, script: Script) -> None:
        """To the first step of a script; `proceed` begins it."""
        self._walk.leave()
        self._walk = Walk(script, self._heard)
        self._reply.begin_places()

    def proceed(self, now: float) -> Ending | None:
        """From the step at hand on, up to the next place where somebody is waited for."""
        while not self._walk.over:
            step = self.step
            self.say(self._walk.say)
            self.suggested = step.suggest or self.suggested
            if step.ask or step.wait_seconds or step.pace:
                self._walk.stop_here()
                self._open(now)
                return None
            if step.end:
                return step.end
            self._walk.go(self._way(step.branch) if step.branch else None)
        return "finish"

    def go(self, step: str | None, now: float) -> Ending | None:
        """To a step by name; without a name, to where the step at hand leads, and that may be an end."""
        ending = self.step.end
        if step is None and ending:
            return ending
        self._walk.go(step)
        return self.proceed(now)

    def back(self, now: float) -> Ending | None:
        """To the place before, where there is one."""
        if self._walk.back():
            return self.proceed(now)
        self.say_repair(self._wording.of(self._pack.repair.nothing_before))
        return self.resume(now)

    def resume(self, now: float) -> Ending | None:
        """Go on where somebody broke in: ask again, or wait for what is left of the wait."""
        left_seconds = self.turn.left(now)
        if self.step.ask:
            self.ask_again(now)
        elif left_seconds is not None and left_seconds > LEAST_WAIT_SECONDS:
            self._open(now, left_seconds)
        else:
            return self.go(None, now)
        return None

    # Saying

    def say(self, lines: Lines) -> None:
        """Lines of the script at hand."""
        self._reply.say(self.script.id, lines, **self._rated())

    def say_repair(self, lines: Lines, **gaps: str) -> None:
        """Lines of the pack's `repair.yaml`."""
        self._reply.say("repair", lines, **gaps)

    def meaning_of_key(self, key: str) -> Meaning | None:
        """What a key means here."""
        return meaning_of_key(key, self.step, self._pack.words, isinstance(self.turn.confirming, Worried))

    def say_risk(self, lines: Lines) -> None:
        """Lines of the pack's `risk.yaml`."""
        self._reply.say("risk", lines)

    # Listening

    def ask_again(self, now: float, choices: bool = False) -> None:
        """The question alone, without what led up to it; or what can be said here, in the author's words."""
        question = dict(list(self._walk.say.items())[-1:])
        hint = self.step.ask.hint if self.step.ask else {}
        self.say(hint if choices and hint else question)
        self._open(now)

    def listen_on(self, now: float) -> Ending | None:
        """The same turn goes on with what is left of its time: nothing is said, and a pacer keeps its pace."""
        turn, left_seconds = self.turn, self.turn.left(now)
        again = replace(turn, listen_id=turn.listen_id + 1, opened_seconds=now, left_seconds=left_seconds)
        if turn.held or left_seconds is None:
            self._listen(again, STANDING_SECONDS if turn.standing else PAUSE_SECONDS)
        elif left_seconds > LEAST_WAIT_SECONDS:
            self._listen(again, left_seconds)
        else:  # the wait is over, also in a room where somebody always talks
            return self.go(None, now)
        return None

    def pause(self, lines: Lines, now: float) -> None:
        """Wait until somebody says "go on"; the step's own wait stands still."""
        self.say_repair(lines)
        turn = self._held_turn(self._everywhere, now)
        self._listen(replace(turn, pauses=self.turn.pauses + 1), PAUSE_SECONDS)

    def stand(self, any_word: bool, now: float) -> None:
        """A standing invitation: staff once more, then quiet without end, until somebody answers or presses a key.

        `any_word`: until anything is said at all.
        """
        self._reply.add(CallStaff(self.script.id))
        self.say_repair(self._wording.of(self._pack.repair.standing))
        vocabulary = replace(self.turn.vocabulary, open_words=any_word)
        self._listen(replace(self._next_turn(vocabulary, now), standing=True), STANDING_SECONDS)

    def rate(self, name: str, value: int) -> None:
        """Keep a rating for the rest of the session; the last one comes last."""
        self.ratings.pop(name, None)
        self.ratings[name] = value

    def earlier(self) -> Rated | None:
        """What the question at hand was answered with before, if it was."""
        ask = self.step.ask
        given = [value for name, value in self.ratings.items() if ask and name in (*ask.earlier, ask.rating)]
        return Rated(given[-1]) if given else None

    def reads_back(self, rating: Rated) -> bool:
        """Whether a rating is not acted on before it was read back. Once: a corrected one is right."""
        ask = self.step.ask
        if ask is None or self.turn.confirming is not None:
            return False
        return rating.value > self.ratings.get(ask.read_back_above or "", HIGHEST)

    def hush(self) -> None:
        """During a wait a pacer may be sounding."""
        if self.turn.waiting:
            self._reply.add(StopSpeaking())

    def lay_over(self, vocabulary: Vocabulary, seconds: float, confirming: Meaning, now: float) -> None:
        """Lay a question of the coach's own over the step; its wait stands still."""
        turn = replace(self._held_turn(vocabulary, now), confirming=confirming)
        self._listen(turn, seconds * self._patience)

    def _open(self, now: float, left_seconds: float | None = None) -> None:
        """Open the microphone for what the step wants. `left_seconds`: of its wait, if that was broken off."""
        step = self.step
        turn = self._next_turn(vocabulary_of(step, self._pack.words), now)
        if step.ask:
            self._listen(turn, step.ask.patience_seconds * self._patience)
            return
        seconds = left_seconds or step.wait_seconds or 0.0
        if step.pace:
            rate, cues = self._reply.rate, step.pace
            in_seconds, out_seconds = cues.inhale_seconds / rate, cues.exhale_seconds / rate  # a hold gets no longer
            pace = Pace(in_seconds, out_seconds, cues.breaths, cues.hold_seconds, cues.rest_seconds)
            if left_seconds is not None:
                pace = replace(pace, breaths=max(1, round(left_seconds / pace.seconds * pace.breaths)))
            self._reply.add(pace)
            seconds = pace.seconds
        self._listen(replace(turn, left_seconds=seconds), seconds)

    def _way(self, branch: Branch) -> str | None:
        if isinstance(branch, PlaceBranch):
            return branch.next_place if self._reply.tell_place() else branch.no_place
        return way_by_branch(branch, self.ratings, self.choices)

    def _next_turn(self, vocabulary: Vocabulary, now: float) -> Turn:
        return Turn(self.turn.listen_id + 1, vocabulary, opened_seconds=now)

    def _held_turn(self, vocabulary: Vocabulary, now: float) -> Turn:
        """A turn laid over the one at hand, whose wait stands still meanwhile."""
        return replace(self._next_turn(vocabulary, now), left_seconds=self.turn.left(now), held=True)

    def _listen(self, turn: Turn, no_input_seconds: float) -> None:
        self.turn = turn
        expectation = replace(turn.vocabulary.expectation(no_input_seconds), risks=self._risks)
        self._reply.add(Listen(turn.listen_id, expectation, self._walk.name))
        self._reply.prepare(self.script.id, self._walk.may_follow(), **self._rated())

    def _rated(self) -> dict[str, str]:
        """The gaps that tell the numbers of this session again, in words."""
        return {RATED + name: self._pack.words.numbers[value][0] for name, value in self.ratings.items()}
