"""A voice that hums, louder and softer as words do."""

from collections.abc import Sequence

import numpy as np

from coach.effects import Line
from coach.errors import EngineError
from coach.ports import RATE_HERTZ, Samples

SECONDS_A_LETTER = 0.05
VOWELS = "aeiouy"


class FakeVoice:
    """Implements `coach.ports.Voice`: a tone, as long as the text, loudest at its vowels, soft between its words.

    `rendered` and `prepared` tell what was asked.
    """

    name = "fake voice"

    def __init__(self, unspeakable: frozenset[str] = frozenset()) -> None:
        """Lines whose text is in `unspeakable` end in an EngineError."""
        self._unspeakable = unspeakable
        self.rendered: list[tuple[Line, float]] = []
        self.prepared: list[tuple[Line, float]] = []
        self.closed = False

    def render(self, line: Line, rate: float) -> Samples:
        """Hum for as long as the text takes."""
        if line.text in self._unspeakable:
            raise EngineError("The fake voice cannot say this.", "Give it another line.")
        self.rendered.append((line, rate))
        count = round(len(line.text) * SECONDS_A_LETTER / rate * RATE_HERTZ)
        letters = np.array([0.12 if letter in VOWELS else 0.05 if letter.isalpha() else 0.01 for letter in line.text])
        loudness = letters[np.arange(count) * len(letters) // max(1, count)]
        tone: Samples = (loudness * np.sin(2 * np.pi * 200 / RATE_HERTZ * np.arange(count))).astype(np.float32)
        return tone

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Only remember that it was asked."""
        self.prepared += [(line, rate) for line in lines]

    def forget(self) -> None:
        """Forget what was asked."""
        self.rendered.clear()
        self.prepared.clear()

    def close(self) -> None:
        """Be closed."""
        self.closed = True
