"""Whether a sound can be a line that somebody spoke: a synthesiser that is broken may give silence, a scrap or noise
without end, and says nothing of it."""

from typing import Any

import numpy as np

from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples

SHORTEST_LETTER_SECONDS = 0.02
LONGEST_LETTER_SECONDS = 0.4
"""Of a line's length. espeak-ng's 1952 prompts, English and Spanish, have 0.057 to 0.136 s a letter."""
BESIDES_SECONDS = 2.0
"""For the pauses around and within a short line."""


class ImplausibleSound(DeviceError):
    """A voice spoke something else than the line, or nothing."""


def require_speech(sound: Any, text: str, rate: float) -> Samples:
    """The sound, if it can be `text`, spoken at `rate`. Raises ImplausibleSound, which tells it without the text."""
    if not isinstance(sound, np.ndarray) or sound.ndim != 1 or sound.dtype != np.float32:
        raise _no_speech("gave no sound")
    if not np.isfinite(sound).all():
        raise _no_speech("gave samples that are not numbers")
    if not sound.any():
        raise _no_speech("gave silence")
    seconds, letters = len(sound) / RATE_HERTZ * rate, len(text)
    if not SHORTEST_LETTER_SECONDS * letters <= seconds <= LONGEST_LETTER_SECONDS * letters + BESIDES_SECONDS:
        raise _no_speech(f"spoke {letters} letters in {seconds:.1f} s")
    return sound


def _no_speech(problem: str) -> ImplausibleSound:
    return ImplausibleSound(f"The voice {problem}.", "Run `coach doctor`.")
