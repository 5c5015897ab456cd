"""Clips with the noise of a kitchen around them."""

import hashlib
from pathlib import Path

import numpy as np

from coach.ports import RATE_HERTZ, Samples
from coach.sound.room import gain, speech_level_db

BEFORE_SECONDS = 0.5
AFTER_SECONDS = 2.2
"""The noise goes on when the person is silent, longer than the longest silence that ends a reply."""


class Kitchen:
    """A minute of noise that is mixed in. Its level is that of the whole minute: a clatter may be 15 dB above it."""

    def __init__(self, noise: Samples) -> None:
        self._noise = noise
        self._level_db = float(10 * np.log10(np.square(noise, dtype=np.float64).mean()))

    def around(self, clip: Path, sound: Samples, ratio_db: float) -> Samples:
        """The clip with noise before, during and after it, `ratio_db` softer than its speech.

        Each clip gets its own piece of the minute, the same at every ratio.
        """
        before, after = round(BEFORE_SECONDS * RATE_HERTZ), round(AFTER_SECONDS * RATE_HERTZ)
        padded = np.pad(sound, (before, after))
        begin = int(hashlib.sha256(clip.name.encode()).hexdigest(), 16) % len(self._noise)
        noise = np.take(self._noise, np.arange(begin, begin + len(padded)), mode="wrap")
        mixed: Samples = padded + noise * np.float32(gain(speech_level_db(sound) - ratio_db - self._level_db))
        loudest = float(np.abs(mixed).max())
        return mixed if loudest <= 1.0 else mixed / np.float32(loudest)
