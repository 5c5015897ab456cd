"""What the coach is saying at a moment: with which words, and where its phrase began."""

from collections.abc import Sequence

import numpy as np

from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Samples
from coach.sound.echo import powers

WORDS_SECONDS = 1.5
"""What was said this long ago may still be heard as words: a reply is heard from half a second before its beginning."""
PAUSE = 1e-5
"""The power below which a voice pauses: -50 dB."""
PAUSE_SECONDS = 0.12
"""A pause between two phrases; the closure of a "p" or "t" is shorter."""


class Utterance:
    """Lines with their sounds, played one after the other from `began_seconds` on."""

    def __init__(
        self, texts: Sequence[str], sounds: Sequence[Samples], began_seconds: float, begin_frame: int = 0
    ) -> None:
        """`begin_frame`: how many frames from the front are left out, because they were played before."""
        self._texts = texts
        self._sounds = sounds
        self._began_seconds = began_seconds
        self._begin_frame = begin_frame
        self._samples = np.concatenate([np.zeros(0, np.float32), *sounds])
        self._powers = powers(self._samples)

    @property
    def samples(self) -> Samples:
        """All that is to be played."""
        return self._samples[self._begin_frame * FRAME_SAMPLES :]

    def words(self, now: float) -> str:
        """The lines that are being said at `now`, or were just before."""
        at_seconds = self._frame(now) * FRAME_SECONDS
        ends = np.cumsum([len(sound) / RATE_HERTZ for sound in self._sounds])
        begins = [0.0, *ends][:-1]
        return " ".join(
            text
            for text, begin, end in zip(self._texts, begins, ends, strict=True)
            if begin <= at_seconds and end >= at_seconds - WORDS_SECONDS
        )

    def again(self, paused_seconds: float, now: float) -> "Utterance":
        """The same from the beginning of the phrase that was being said at `paused_seconds`, played from `now` on."""
        soft = self._powers[: self._frame(paused_seconds)] < PAUSE
        length = round(PAUSE_SECONDS / FRAME_SECONDS)
        pauses = [end for end in range(length, len(soft)) if soft[end - length : end].all()]
        return Utterance(self._texts, self._sounds, now, max(pauses, default=0))

    def _frame(self, now: float) -> int:
        return self._begin_frame + max(0, int((now - self._began_seconds) / FRAME_SECONDS))
