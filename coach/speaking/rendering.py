"""Sound for a Say, made while the session goes on; what no voice can speak stands on the screen as long as it takes
to read. A voice that fails or hangs holds up nobody, and ends no session."""

from concurrent.futures import Executor, Future
from dataclasses import dataclass

import numpy as np

from coach.effects import Line, Say
from coach.errors import DeviceError, EngineError
from coach.ports import RATE_HERTZ, Samples, Voice

LINE_SECONDS = 3.0
"""How long a line is waited for. One that is stored comes at once."""
READING_SECONDS = 0.07
"""For a letter: about 170 words a minute."""


@dataclass(frozen=True)
class Rendered:
    """The sound of each line, silence for one that was not spoken. `failed`: there is such a line."""

    texts: list[str]
    sounds: list[Samples]
    failed: bool

    @property
    def line_seconds(self) -> tuple[float, ...]:
        """How long each line takes."""
        return tuple(len(sound) / RATE_HERTZ for sound in self.sounds)


class Rendering:
    """A Say whose sound is being made."""

    def __init__(self, say: Say, voice: Voice, executor: Executor, now: float) -> None:
        """`executor`: where it is made."""
        self._say = say
        self._voice = voice
        self._until_seconds = now + LINE_SECONDS * len(say.lines)
        self._sounds: Future[list[Samples | None]] = executor.submit(self._render)

    def result(self, now: float) -> Rendered | None:
        """What there is of it; None while it is waited for."""
        if not self._sounds.done() and now < self._until_seconds:
            return None
        found = self._sounds.result() if self._sounds.done() else [None] * len(self._say.lines)
        texts = [line.text for line in self._say.lines]
        sounds = [silence_to_read(text) if sound is None else sound for text, sound in zip(texts, found, strict=True)]
        return Rendered(texts, sounds, any(sound is None for sound in found))

    def _render(self) -> list[Samples | None]:
        return [self._sound_of(line) for line in self._say.lines]

    def _sound_of(self, line: Line) -> Samples | None:
        try:
            return self._voice.render(line, self._say.rate)
        except (DeviceError, EngineError):  # told with the line
            return None


def silence_to_read(text: str) -> Samples:
    """As long as somebody needs to read it."""
    return np.zeros(round(len(text) * READING_SECONDS * RATE_HERTZ), np.float32)
