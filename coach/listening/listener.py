"""An ear: gate and endpointing find the reply, the engine hears it, the decision answers. One reply at a time.

Where an executor is given nobody waits for the engine: frames are followed while it works, and what is said meanwhile
makes it begin anew. Sound is kept in memory only, and only until the answer.
"""

import time
from collections import deque
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace

import numpy as np

from coach.at_once import AtOnce
from coach.effects import Expectation
from coach.events import Decision, FellSilent, Heard
from coach.listening.decision import Verdict, decide
from coach.listening.endpointing import Endpointing, Moment, Patience
from coach.listening.foreground import Foreground
from coach.listening.gate import Gate
from coach.listening.recognition import Engine, Recognition
from coach.listening.thresholds import Thresholds
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, Samples

PATIENCE = Patience()
OPEN_WORDS_SECONDS = 2.0
"""Somebody who tells something pauses to think; nothing says that they have finished but silence ..."""
OPEN_WORDS_EARLY_SECONDS = 1.0
"""... and each look at so long a reply costs some tenths of a second."""
THINKING_SECONDS = 4.0
"""How long somebody may think after an "um" and the silence that ends a reply."""
PRE_ROLL_SECONDS = 0.4
"""Sound kept from before the gate found speech: a soft "f" or "s" comes before what it notices."""
POST_ROLL_SECONDS = 0.3
"""Sound kept from after the end of speech: what there is of it when deciding begins. More only costs time."""
PRE_ROLL_AMONG_OTHERS_SECONDS = 0.2
"""Where somebody talks in the background, whatever is kept of that would be taken for the person's words."""
LATE_END_SECONDS = 0.1
"""The end is found so much late then, as levels are smoothed. Of 70 short words 20 dB over a voice on television 42
were accepted and right with these, 7 without; 15 dB over three voices 27 and none; alone 68."""
FRAMES_FOLLOWED = 6
"""An engine that hears while somebody speaks gets so many at a time: 0.2 s."""


@dataclass
class _Reply:
    """The reply that is listened for. `wait_until`: how long somebody may go on hesitating.

    `quiet`: which silence followed the last word, so far, and since when. `followed`: how many of the frames the
    engine has. `thought`: what it makes of what was said up to the last word.
    """

    listen_id: int
    expectation: Expectation
    patience: Patience
    endpointing: Endpointing
    frames: deque[Samples] = field(repr=False)
    wait_until: float
    foreground: Foreground = field(default_factory=Foreground)
    quiet: Moment | None = None
    quiet_since_seconds: float = 0.0
    followed: int = 0
    silent_frames: int = 0
    """Since the last of the speech. Counted: where a machine stood still, the clock went on without frames."""
    thought: "_Thought | None" = None


@dataclass(frozen=True)
class _Thought:
    """The engine at work. `about_seconds`: the end of the speech that it was given; `begun_seconds`: when it was."""

    about_seconds: float
    begun_seconds: float
    future: "Future[tuple[Recognition, float]]"

    @property
    def recognition(self) -> Recognition:
        return self.future.result()[0]

    @property
    def engine_seconds(self) -> float:
        return self.future.result()[1]


class Listener:
    """The Ear port, over any engine."""

    def __init__(
        self,
        name: str,
        engine: Engine,
        thresholds: Thresholds,
        gate: Gate | None = None,
        executor: Executor | None = None,
    ) -> None:
        """`executor`: where the engine works while frames go on; it is closed with the ear. None: each waits for it."""
        self.name = name
        self._engine = engine
        self._thresholds = thresholds
        self._gate = gate or Gate()
        self._executor = executor or AtOnce()
        self._reply: _Reply | None = None

    def expect(self, listen_id: int, expectation: Expectation, now: float) -> None:
        """Begin to listen for one reply; what was heard before is forgotten."""
        self.rest()
        patience = replace(PATIENCE, no_input_seconds=expectation.no_input_seconds)
        if expectation.open_words:
            patience = replace(
                patience,
                early_seconds=OPEN_WORDS_EARLY_SECONDS,
                complete_seconds=OPEN_WORDS_SECONDS,
                incomplete_seconds=OPEN_WORDS_SECONDS,
            )
        wait_until = now + patience.no_input_seconds + patience.reply_seconds
        self._reply = _Reply(listen_id, expectation, patience, Endpointing(patience, now), _pre_roll(), wait_until)

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """Take one frame that ended at `now`; None until the reply is over, then one answer. Raises EngineError."""
        reply = self._reply
        if reply is None:
            return None
        if not reply.endpointing.cut:  # or who never falls silent would never be answered
            self._take(reply, frame, now)
        if reply.quiet is Moment.NOBODY:
            self._end()
            return FellSilent(reply.listen_id)
        return self._answered(reply, now) if reply.quiet else None

    def rest(self) -> None:
        """Stop listening and forget the sound."""
        self._reply = None
        self._gate.reset()

    def forget(self) -> None:
        """Hold nothing more of what was heard, the engine too."""
        self.rest()
        self._engine.forget()

    def close(self) -> None:
        """Let the engine go."""
        self.rest()
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._engine.close()

    def _end(self) -> None:
        """The reply is over. What the engine does then is waited for by nobody but its next question."""
        self.rest()
        self._executor.submit(self._engine.rest)

    def _take(self, reply: _Reply, frame: Samples, now: float) -> None:
        """Was the frame speech, and what changed with it?"""
        reply.frames.append(frame)
        speech = reply.foreground.holds(frame, self._gate.hears_speech(frame))
        reply.silent_frames = 0 if speech else reply.silent_frames + 1
        moment = reply.endpointing.process(speech, now)
        if speech and reply.endpointing.started_seconds is not None:
            self._follow(reply)
            reply.quiet = None
        if moment is Moment.BEGAN:
            reply.frames = deque(reply.frames)  # from here on all is kept
        elif moment is not None and moment is not reply.quiet:
            reply.quiet, reply.quiet_since_seconds = moment, now

    def _follow(self, reply: _Reply) -> None:
        """Let the engine hear what was said since, some frames at a time; silence only where speech follows it."""
        fresh = list(reply.frames)[reply.followed :]
        if len(fresh) >= FRAMES_FOLLOWED:
            self._engine.follow(np.concatenate(fresh), reply.followed * FRAME_SAMPLES, reply.expectation)
            reply.followed += len(fresh)

    def _answered(self, reply: _Reply, now: float) -> Heard | None:
        """In a very short silence the engine begins: if nothing more is said, the answer is ready at the pause."""
        thought = self._thought(reply, now)
        if reply.quiet is Moment.HUSHED or not thought.future.done():
            return None
        verdict = decide(thought.recognition, reply.expectation, self._thresholds)
        if reply.quiet is Moment.ENDED and verdict.hesitated and now < reply.wait_until:
            # "Um ...": as if nobody had begun. The answer is still to come.
            patience = replace(reply.patience, no_input_seconds=THINKING_SECONDS)
            reply.endpointing, reply.frames, reply.followed = Endpointing(patience, now), _pre_roll(), 0
            reply.thought = reply.quiet = None
            return None
        if reply.quiet is Moment.PAUSED and verdict.decision is not Decision.ACCEPT:
            return None
        return self._answer(reply, thought, verdict)

    def _thought(self, reply: _Reply, now: float) -> _Thought:
        """On all that was said so far. More silence after the same words needs no second hearing."""
        ended = reply.endpointing.ended_seconds
        if reply.thought is None or reply.thought.about_seconds != ended:
            if reply.thought is not None:
                reply.thought.future.cancel()  # if it waits still, nobody needs it
            future = self._executor.submit(self._recognise, _sound(reply), reply.expectation)
            reply.thought = _Thought(ended, now, future)
        return reply.thought

    def _recognise(self, samples: Samples, expectation: Expectation) -> tuple[Recognition, float]:
        began = time.perf_counter()
        return self._engine.recognise(samples, expectation), time.perf_counter() - began

    def _answer(self, reply: _Reply, thought: _Thought, verdict: Verdict) -> Heard:
        self._end()
        assert reply.endpointing.started_seconds is not None
        phrase = verdict.phrase
        ready_seconds = thought.begun_seconds + thought.engine_seconds
        return Heard(
            listen_id=reply.listen_id,
            decision=verdict.decision,
            phrase=phrase,
            second=verdict.second,
            number=reply.expectation.numbers.get(phrase) if phrase else None,
            open_text=thought.recognition.open_text,
            readings=thought.recognition.readings,
            score=verdict.score,
            reason=verdict.reason,
            speech_started_seconds=reply.endpointing.started_seconds,
            speech_ended_seconds=reply.endpointing.ended_seconds,
            endpoint_seconds=reply.quiet_since_seconds,
            deciding_seconds=max(0.0, ready_seconds - reply.quiet_since_seconds),
            engine_seconds=thought.engine_seconds,
        )


def _sound(reply: _Reply) -> Samples:
    """What the person in front of the microphone said, with a little around it."""
    frames = list(reply.frames)
    since_end_seconds = reply.silent_frames * FRAME_SECONDS
    if reply.foreground.alone:
        return np.concatenate(frames[: len(frames) - _frames(max(0.0, since_end_seconds - POST_ROLL_SECONDS))])
    first = _frames(reply.foreground.seconds + PRE_ROLL_AMONG_OTHERS_SECONDS)
    return np.concatenate(frames[-first : len(frames) - _frames(since_end_seconds + LATE_END_SECONDS)])


def _pre_roll() -> deque[Samples]:
    return deque(maxlen=_frames(PRE_ROLL_SECONDS + PATIENCE.begin_window_seconds))


def _frames(seconds: float) -> int:
    return int(seconds / FRAME_SECONDS + 1e-6)
