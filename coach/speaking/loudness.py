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

FRAME_SECONDS = 0.01


def even_out(samples: Samples) -> Samples:
    """The prompt at the common level, trimmed, with a short pause after it. Silence and nothing stay as they are."""
    spoken = _spoken_frames(samples, RATE_HERTZ)
    if not spoken.size:
        return samples
    level = np.sqrt(np.mean(_frame_levels(samples, RATE_HERTZ)[spoken] ** 2))
    sound = trimmed(samples)
    gain = min(SPEECH_LEVEL / level, HIGHEST_PEAK / np.abs(sound).max())
    pause = np.zeros(round(PAUSE_SECONDS * RATE_HERTZ), dtype=np.float32)
    return np.concatenate([sound * np.float32(gain), pause])


def trimmed(samples: Samples, rate_hertz: int = RATE_HERTZ) -> Samples:
    """The speech without the silence around it, with soft ends. Silence and nothing stay as they are."""
    spoken = _spoken_frames(samples, rate_hertz)
    if not spoken.size:
        return samples
    frame, lead = round(FRAME_SECONDS * rate_hertz), round(LEAD_SECONDS * rate_hertz)
    start, end = max(0, spoken[0] * frame - lead), (spoken[-1] + 1) * frame + lead
    return fade(samples[start:end], lead // 4)


def fade(samples: Samples, fade_samples: int) -> Samples:
    """The same sound with soft ends, so that cutting it made no click."""
    faded = samples.copy()
    length = min(fade_samples, len(faded) // 2)
    ramp = np.linspace(0.0, 1.0, length, endpoint=False, dtype=np.float32)
    faded[:length] *= ramp
    faded[len(faded) - length :] *= ramp[::-1]
    return faded


def _spoken_frames(samples: Samples, rate_hertz: int) -> NDArray[np.int64]:
    levels = _frame_levels(samples, rate_hertz)
    if not levels.size or levels.max() == 0.0:
        return np.zeros(0, np.int64)
    return np.flatnonzero(levels > levels.max() * 10 ** (-SILENCE_BELOW_LOUDEST_DB / 20))


def _frame_levels(samples: Samples, rate_hertz: int) -> NDArray[np.float64]:
    """Root mean square of each frame."""
    length = round(FRAME_SECONDS * rate_hertz)
    frames = samples[: len(samples) // length * length].reshape(-1, length).astype(np.float64)
    levels: NDArray[np.float64] = np.sqrt(np.mean(frames**2, axis=1))
    return levels
