"""Makes every prompt equally loud, and trims the silence around it, whoever spoke it."""

import numpy as np
from numpy.typing import NDArray

from coach.ports import RATE_HERTZ, Samples

SPEECH_LEVEL = 0.1
"""Root mean square of the speech, of full scale (-20 dBFS). Leaves room for peaks 20 dB above it."""
HIGHEST_PEAK = 0.9
SILENCE_BELOW_LOUDEST_DB = 40.0
"""A frame this much quieter than the loudest one is no part of the speech."""
LEAD_SECONDS, PAUSE_SECONDS = 0.02, 0.3
"""What stays before a prompt, and what follows it: a breath's pause before the next line."""

_FRAME = RATE_HERTZ // 100


def even_out(samples: Samples) -> Samples:
    """The prompt at the common level, trimmed, with a short pause after it. Silence and nothing stay as they are."""
    speech = _frame_levels(samples)
    if not speech.size or speech.max() == 0.0:
        return samples
    spoken = np.flatnonzero(speech > speech.max() * 10 ** (-SILENCE_BELOW_LOUDEST_DB / 20))
    level = np.sqrt(np.mean(speech[spoken] ** 2))
    lead = round(LEAD_SECONDS * RATE_HERTZ)
    start, end = max(0, spoken[0] * _FRAME - lead), (spoken[-1] + 1) * _FRAME + lead
    trimmed = samples[start:end]
    gain = min(SPEECH_LEVEL / level, HIGHEST_PEAK / np.abs(trimmed).max())
    pause = np.zeros(round(PAUSE_SECONDS * RATE_HERTZ), dtype=np.float32)
    return np.concatenate([fade(trimmed * np.float32(gain), lead // 4), pause])


def fade(samples: Samples, fade_samples: int) -> Samples:
    """The same sound with soft ends, so that cutting it made no click."""
    faded = samples.copy()
    length = min(fade_samples, len(faded) // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False, dtype=np.float32)
    faded[:length] *= ramp
    faded[len(faded) - length :] *= ramp[::-1]
    return faded


def _frame_levels(samples: Samples) -> NDArray[np.float64]:
    """Root mean square of each 10 ms."""
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float64)
    levels: NDArray[np.float64] = np.sqrt(np.mean(frames**2, axis=1))
    return levels
