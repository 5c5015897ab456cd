"""Whether each part of a kiosk works, noted where it is used; staff are told of one that fails and does not come back.

Once is no fault: a microphone comes back by itself, an engine that died is started again. What has failed so often, for
so long, with nothing between that worked, is one, until it works again.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from coach.effects import Expectation, Line
from coach.errors import DeviceError, EngineError
from coach.events import FellSilent, Heard
from coach.ports import Clock, Ear, Loudspeaker, Microphone, Samples, Voice
from coach.runtime import Parts
from coach.staff.messages import Part

ENOUGH: Mapping[Part, int] = {Part.MICROPHONE: 1, Part.LOUDSPEAKER: 3, Part.EAR: 3, Part.VOICE: 3}
"""Failures in a row. A microphone that is lost says so once, and tries by itself to come back."""
LASTS_SECONDS = 10.0
"""Since the first of them."""


@dataclass(frozen=True)
class Failures:
    """How many in a row, and since when."""

    number: int
    since_seconds: float


class Condition:
    """What works is told each time that it does, from whichever thread."""

    def __init__(self, clock: Clock, is_missed: Callable[[], bool]) -> None:
        """`is_missed`: whether nobody can see the screen."""
        self._clock, self._is_missed = clock, is_missed
        self._failures: dict[Part, Failures] = {}

    def worked(self, part: Part) -> None:
        """It did what it is for."""
        self._failures.pop(part, None)

    def failed(self, part: Part) -> None:
        """It did not."""
        now = self._clock.now()
        before = self._failures.get(part, Failures(0, now))
        self._failures[part] = Failures(before.number + 1, before.since_seconds)

    def faults(self) -> tuple[Part, ...]:
        """What somebody should look at, always in the same order."""
        return tuple(part for part in Part if self._is_fault(part))

    def _is_fault(self, part: Part) -> bool:
        if part is Part.SCREEN:
            return self._is_missed()
        failures = self._failures.get(part, Failures(0, math.inf))
        return failures.number >= ENOUGH[part] and self._clock.now() >= failures.since_seconds + LASTS_SECONDS


def noted(parts: Parts, condition: Condition) -> Parts:
    """The same parts, each of which notes whether it worked."""
    return replace(
        parts,
        ear=NotedEar(parts.ear, condition), voice=NotedVoice(parts.voice, condition),
        microphone=NotedMicrophone(parts.microphone, condition),
        loudspeaker=NotedLoudspeaker(parts.loudspeaker, condition),
    )  # fmt: skip


class NotedMicrophone:
    """Implements `coach.ports.Microphone`: it works where a frame came."""

    def __init__(self, microphone: Microphone, condition: Condition) -> None:
        self.name = microphone.name
        self._microphone, self._condition = microphone, condition

    @property
    def late_seconds(self) -> float:
        """The microphone's."""
        return self._microphone.late_seconds

    def read(self) -> Samples | None:
        """The next frame. Raises DeviceError."""
        try:
            frame = self._microphone.read()
        except DeviceError:
            self._condition.failed(Part.MICROPHONE)
            raise
        if frame is not None:
            self._condition.worked(Part.MICROPHONE)
        return frame

    def close(self) -> None:
        """Let the device go."""
        self._microphone.close()


class NotedLoudspeaker:
    """Implements `coach.ports.Loudspeaker`: it works where it took what was to be played."""

    def __init__(self, loudspeaker: Loudspeaker, condition: Condition) -> None:
        self.name = loudspeaker.name
        self._loudspeaker, self._condition = loudspeaker, condition

    def play(self, samples: Samples) -> None:
        """Play these after the others. Raises DeviceError."""
        try:
            self._loudspeaker.play(samples)
        except DeviceError:
            self._condition.failed(Part.LOUDSPEAKER)
            raise
        self._condition.worked(Part.LOUDSPEAKER)

    def stop(self) -> None:
        """Be quiet."""
        self._loudspeaker.stop()

    @property
    def sounding(self) -> bool:
        """Whether anything is still being played."""
        return self._loudspeaker.sounding

    def close(self) -> None:
        """Let the device go."""
        self._loudspeaker.close()


class NotedEar:
    """Implements `coach.ports.Ear`: it works where it heard a reply; that nobody spoke tells nothing of it."""

    def __init__(self, ear: Ear, condition: Condition) -> None:
        self.name = ear.name
        self._ear, self._condition = ear, condition

    def expect(self, listen_id: int, expectation: Expectation, now: float) -> None:
        """Begin to listen for one reply."""
        self._ear.expect(listen_id, expectation, now)

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """Take one frame. Raises EngineError."""
        try:
            answer = self._ear.hear(frame, now)
        except EngineError:
            self._condition.failed(Part.EAR)
            raise
        if isinstance(answer, Heard):
            self._condition.worked(Part.EAR)
        return answer

    def rest(self) -> None:
        """Stop listening."""
        self._ear.rest()

    def forget(self) -> None:
        """Hold nothing more of what was heard."""
        self._ear.forget()

    def close(self) -> None:
        """Let the engine go."""
        self._ear.close()


class NotedVoice:
    """Implements `coach.ports.Voice`: it works where a line came to sound."""

    def __init__(self, voice: Voice, condition: Condition) -> None:
        self.name = voice.name
        self._voice, self._condition = voice, condition

    def render(self, line: Line, rate: float) -> Samples:
        """The sound of a line. Raises EngineError, DeviceError."""
        try:
            samples = self._voice.render(line, rate)
        except (EngineError, DeviceError):
            self._condition.failed(Part.VOICE)
            raise
        self._condition.worked(Part.VOICE)
        return samples

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Render ahead, in the background."""
        self._voice.prepare(lines, rate)

    def forget(self) -> None:
        """Drop what was rendered ahead."""
        self._voice.forget()

    def close(self) -> None:
        """Let the engine go."""
        self._voice.close()
