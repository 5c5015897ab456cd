"""An ear: gate and endpointing find the reply, the engine hears it, the decision answers. One reply at a time.

Sound is kept in memory only, and only until the answer.
"""

import time
from collections import deque
from dataclasses import dataclass, field, replace

import numpy as np

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
    """The reply that is listened for. `decided_for`: the end of the speech that `verdict` is about.

    `ready_seconds`: when the verdict is there, on the clock of the frames. `wait_until`: how long somebody may go on
    hesitating. `followed`: how many of the frames the engine has.
    """

    listen_id: int
    expectation: Expectation
    patience: Patience
    endpointing: Endpointing
    frames: deque[Samples] = field(repr=False)
    wait_until: float
    foreground: Foreground = field(default_factory=Foreground)
    followed: int = 0
    decided_for: float | None = None
    recognition: Recognition | None = None
    verdict: Verdict | None = None
    engine_seconds: float = 0.0
    ready_seconds: float = 0.0


class Listener:
    """The Ear port, over any engine."""

    def __init__(self, name: str, engine: Engine, thresholds: Thresholds, gate: Gate | None = None) -> None:
        self.name = name
        self._engine = engine
        self._thresholds = thresholds
        self._gate = gate or Gate()
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
        reply.frames.append(frame)
        speech = reply.foreground.holds(frame, self._gate.hears_speech(frame))
        moment = reply.endpointing.process(speech, now)
        if speech and reply.endpointing.started_seconds is not None:
            self._follow(reply)
        match moment:
            case Moment.NOBODY:
                self.rest()
                return FellSilent(reply.listen_id)
            case Moment.BEGAN:
                reply.frames = deque(reply.frames)  # from here on all is kept
            case Moment.HUSHED:
                self._decide(reply, now)  # ahead of time: if nothing more is said, the answer is ready at the pause
            case Moment.PAUSED if self._decide(reply, now).decision is Decision.ACCEPT:
                return self._answer(reply, now)
            case Moment.ENDED if self._decide(reply, now).hesitated and now < reply.wait_until:
                # "Um ...": as if nobody had begun. The answer is still to come.
                patience = replace(reply.patience, no_input_seconds=THINKING_SECONDS)
                reply.endpointing, reply.frames, reply.followed = Endpointing(patience, now), _pre_roll(), 0
                reply.verdict = None
            case Moment.ENDED:
                self._decide(reply, now)
                return self._answer(reply, now)
        return None

    def rest(self) -> None:
        """Stop listening and forget the sound."""
        self._reply = None
        self._gate.reset()

    def close(self) -> None:
        """Let the engine go."""
        self.rest()
        self._engine.close()

    def _follow(self, reply: _Reply) -> None:
        """Let the engine hear what was said since, some frames at a time; silence only where speech follows it."""
        fresh = list(reply.frames)[reply.followed :]
        if len(fresh) >= FRAMES_FOLLOWED:
            self._engine.follow(np.concatenate(fresh), reply.followed * FRAME_SAMPLES, reply.expectation)
            reply.followed += len(fresh)

    def _decide(self, reply: _Reply, now: float) -> Verdict:
        """The verdict on all that was said so far. More silence after the same words needs no second hearing."""
        ended = reply.endpointing.ended_seconds
        if reply.verdict is None or reply.decided_for != ended:
            began = time.perf_counter()
            reply.recognition = self._engine.recognise(_sound(reply, now), reply.expectation)
            reply.verdict = decide(reply.recognition, reply.expectation, self._thresholds)
            reply.decided_for = ended
            reply.engine_seconds = time.perf_counter() - began
            reply.ready_seconds = now + reply.engine_seconds
        return reply.verdict

    def _answer(self, reply: _Reply, now: float) -> Heard:
        self.rest()
        assert reply.verdict and reply.recognition and reply.endpointing.started_seconds is not None
        phrase = reply.verdict.phrase
        return Heard(
            listen_id=reply.listen_id,
            decision=reply.verdict.decision,
            phrase=phrase,
            second=reply.verdict.second,
            number=reply.expectation.numbers.get(phrase) if phrase else None,
            open_text=reply.recognition.open_text,
            readings=reply.recognition.readings,
            score=reply.verdict.score,
            reason=reply.verdict.reason,
            speech_started_seconds=reply.endpointing.started_seconds,
            speech_ended_seconds=reply.endpointing.ended_seconds,
            endpoint_seconds=now,
            deciding_seconds=max(0.0, reply.ready_seconds - now),
            engine_seconds=reply.engine_seconds,
        )


def _sound(reply: _Reply, now: float) -> Samples:
    """What the person in front of the microphone said, with a little around it."""
    frames = list(reply.frames)
    since_end_seconds = now - reply.endpointing.ended_seconds
    if reply.foreground.alone:
        return np.concatenate(frames[: len(frames) - _frames(max(0.0, since_end_seconds - POST_ROLL_SECONDS))])
    first = _frames(reply.foreground.seconds + PRE_ROLL_AMONG_OTHERS_SECONDS)
    return np.concatenate(frames[-first : len(frames) - _frames(since_end_seconds + LATE_END_SECONDS)])


def _pre_roll() -> deque[Samples]:
    return deque(maxlen=_frames(PRE_ROLL_SECONDS + PATIENCE.begin_window_seconds))


def _frames(seconds: float) -> int:
    return int(seconds / FRAME_SECONDS + 1e-6)
