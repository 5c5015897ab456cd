"""What is said aloud where others can hear: nothing of somebody's own, until that person chooses it (EN 301 549,
5.1.3.9). It stands on the screen meanwhile, as long as it takes to read.
"""

from collections.abc import Collection, Sequence

import numpy as np

from coach.effects import Line, Private
from coach.ports import Samples, Voice
from coach.speaking.rendering import silence_to_read


class DiscreetVoice:
    """Implements `coach.ports.Voice`."""

    def __init__(self, voice: Voice, aloud: Collection[Private], instead: Sequence[Line]) -> None:
        """`aloud`: what the place has said aloud all the same. `instead`: said in place of the first private line."""
        self.name = voice.name
        self._voice = voice
        self._aloud = aloud
        self._instead = instead
        self._chosen = False
        self._told = False

    def speak_aloud(self) -> None:
        """This person has chosen it."""
        self._chosen = True

    def render(self, line: Line, rate: float) -> Samples:
        """The sound of a line, or a silence in which it is read. Raises DeviceError, EngineError."""
        if self._may_say(line):
            return self._voice.render(line, rate)
        told = [] if self._told else [self._voice.render(each, rate) for each in self._instead]
        self._told = True
        return np.concatenate([*told, silence_to_read(line.text)])

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Render ahead what may be said."""
        self._voice.prepare([line for line in lines if self._may_say(line)], rate)

    def forget(self) -> None:
        """The next person has chosen nothing."""
        self._chosen = self._told = False
        self._voice.forget()

    def close(self) -> None:
        """Let the engine go."""
        self._voice.close()

    def _may_say(self, line: Line) -> bool:
        return self._chosen or line.private is None or line.private in self._aloud
