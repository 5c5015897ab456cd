"""The guide: leads somebody from step to step of a script, says its lines, and opens the microphone where it waits.

Where a script comes to its end, the guide says how; which part of the session follows is not its business.
"""

from dataclasses import replace

from coach.content.script import Ending, Lines, PaceCues, Step
from coach.conversation.choices import choices_at
from coach.conversation.context import Context
from coach.conversation.moves import Prompt, Turn
from coach.conversation.response import Response
from coach.conversation.turns.question import Question
from coach.conversation.turns.wait import Wait
from coach.effects import Listen, Pace, StopSpeaking

NOWHERE = Step()
"""Where somebody is before the session begins."""
LEAST_WAIT_SECONDS = 1.0
"""A wait that has less than this left is over."""


class Guide:
    """`turn`: what the open microphone is for; `listen_id`: the number of the open microphone.

    Methods that lead on return None when somebody is waited for, and the script's ending when it came to that.
    """

    def __init__(self, context: Context, response: Response) -> None:
        self._context = context
        self._response = response
        self._risks = context.pack.risk.sounds()
        self.listen_id = 0
        self.turn: Turn = Wait(context, NOWHERE, seconds=0.0)

    def proceed(self, now: float) -> Ending | None:
        """From the step at hand on, up to the next place where somebody is waited for."""
        walk = self._context.walk
        while not walk.over:
            step = walk.step
            self.say(walk.say)
            self._context.slots.suggested = step.suggest or self._context.slots.suggested
            if step.listens:
                walk.stop_here()
                self._listen_at(step, now)
                return None
            if step.end:
                return step.end
            walk.go(step.branch.way(self._context.slots) if step.branch else None)
        return "finish"

    def go(self, step: str | None, now: float) -> Ending | None:
        """To a step by name; without a name, to where the step at hand leads, and that may be an end."""
        ending = self._context.step.end
        if step is None and ending:
            return ending
        self._context.walk.go(step)
        return self.proceed(now)

    def resume(self, with_choices: bool, now: float) -> Ending | None:
        """Go on where somebody broke in: ask again, or wait for what is left of the wait."""
        turn = self.turn.broken_off(now)
        if not isinstance(turn, Wait):
            self._ask_again(with_choices, now)
        elif turn.left_seconds > LEAST_WAIT_SECONDS:
            self._listen_at(self._context.step, now, turn.left_seconds)
        else:
            return self.go(None, now)
        return None

    def listen_on(self, now: float) -> Ending | None:
        """The same turn goes on: nothing is said, and a pacer keeps its pace."""
        if isinstance(self.turn, Wait):
            self.turn.broken_off(now)
            if self.turn.left_seconds <= LEAST_WAIT_SECONDS:  # also in a room where somebody always talks
                return self.go(None, now)
        self.listen(self.turn, now)
        return None

    def listen(self, turn: Turn, now: float) -> None:
        """Open the microphone for a turn."""
        self.turn = turn
        self.listen_id += 1
        if not self._response.speaks:
            turn.prompt_finished(now)
        expectation = turn.vocabulary.expectation(turn.no_input_seconds, self._risks)
        walk = self._context.walk
        self._response.add(Listen(self.listen_id, expectation, walk.name, choices_at(turn)))
        self._response.prepare(walk.script.id, walk.may_follow())

    def hush(self) -> None:
        """During a wait a pacer may be sounding."""
        if self._context.step.ask is None:
            self._response.add(StopSpeaking())

    def say(self, lines: Lines) -> None:
        """Lines of the script at hand."""
        self._response.say(self._context.script.id, lines)

    def prompt(self, prompt: Prompt) -> None:
        """What a move says first."""
        self._response.say(prompt.of, prompt.lines, **prompt.gaps)

    def _ask_again(self, with_choices: bool, now: float) -> None:
        """The question alone, without what led up to it; or what can be said here, in the author's words."""
        step = self._context.step
        question = dict(list(self._context.walk.say.items())[-1:])
        hint = step.ask.hint if step.ask else {}
        self.say(hint if with_choices and hint else question)
        self._listen_at(step, now)

    def _listen_at(self, step: Step, now: float, left_seconds: float | None = None) -> None:
        """Open the microphone for what the step wants. `left_seconds`: of its wait, if that was broken off."""
        if step.ask:
            self.listen(Question(self._context, step, step.ask), now)
            return
        seconds = left_seconds or step.wait_seconds or 0.0
        if step.pace:
            pace = self._pace(step.pace, left_seconds)
            self._response.add(pace)
            seconds = pace.seconds
        self.listen(Wait(self._context, step, seconds), now)

    def _pace(self, cues: PaceCues, left_seconds: float | None) -> Pace:
        """At the rate of the voice, for as many breaths as are left."""
        rate = self._response.rate
        in_seconds, out_seconds = cues.inhale_seconds / rate, cues.exhale_seconds / rate  # a hold gets no longer
        pace = Pace(in_seconds, out_seconds, cues.breaths, cues.hold_seconds, cues.rest_seconds)
        if left_seconds is None:
            return pace
        return replace(pace, breaths=max(1, round(left_seconds / pace.seconds * pace.breaths)))
