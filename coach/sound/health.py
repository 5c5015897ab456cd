"""What is wrong with a sound? Pure: samples in, the name of a fault out.

A microphone that gives nothing is not a person who says nothing, and a sound that cannot be understood is not a
person who speaks badly. The bounds were tried on 1,600 recordings of people from laptops and telephones, none of
which may be called faulty for more than it is, and on the same recordings made faulty.
"""

from collections import deque
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.events import SoundFault
from coach.ports import FRAME_SECONDS, RATE_HERTZ, Samples

DEAD_SECONDS = 2.0
"""A shorter stretch of nothing may be a file's own silence, or the moment in which a device starts."""
OFFSET = 0.02
"""A middle this far from zero comes from electronics; sound has none. Sound cards have below 0.002. The median, for
speech that is cut off has a mean of its own."""
FLAT = 0.98
CLIPPED_SHARE = 0.01
"""Of the samples at work, more than this share within 2 % of the extremes: their tops are cut off. Speech at its
loudest has 0.1 to 0.4 %."""
SOFTEST_CLIPPED = 0.02
"""A swing below this, -34 dB, is not cut off: so soft, a sound is made of the steps in which the device counts."""
AT_WORK = 0.1
"""Samples below a tenth of the extremes are pauses, and say nothing about clipping."""
MAINS_HERTZ = (50, 60)
HARMONICS = 8
HUM_WINDOW_SECONDS = 0.5
"""So long that a line of the spectrum is 2 Hz wide: no voice stays within that."""
HUM_SHARE = 0.7
HUM_DB = -55.0
"""Hum below this is softer than a quiet room."""
TELEPHONE_HERTZ = 4_300
"""A sound that was recorded at 8 kHz holds nothing from here on, but for what the resampling left."""
NARROW_DB = -55.0
HELD_SECONDS = 6.0

Swing = NDArray[np.floating[Any]]
"""A sound around zero. Numpy decides how wide its numbers are."""


def fault_of(samples: Samples) -> SoundFault | None:
    """The worst fault of a sound (16 kHz mono, finite), or None.

    `dead`: every sample is the same; no room is so quiet. `hum`: between the words there is the mains.
    `offset`: it does not swing around zero. `clipped`: too loud for the microphone, its tops are cut off.
    `narrow`: a telephone's sound, nothing above 4 kHz; it is understood, though not as well.
    """
    if not len(samples) or not np.ptp(samples):
        return "dead" if len(samples) >= DEAD_SECONDS * RATE_HERTZ else None
    swing = samples - samples.mean(dtype=np.float64)
    if _hums(swing):
        return "hum"
    if abs(float(np.median(samples))) > OFFSET:
        return "offset"
    if _is_clipped(swing):
        return "clipped"
    return "narrow" if _is_narrow(swing) else None


def level_db(samples: Samples) -> float:
    """The root of the mean square, in dB below full scale; minus infinity for zeros."""
    power = float(np.square(samples - samples.mean(dtype=np.float64), dtype=np.float64).mean()) if len(samples) else 0.0
    return 10 * float(np.log10(power)) if power else -np.inf


class Meter:
    """Watches a microphone: holds the last seconds in memory, and names what is wrong with them."""

    def __init__(self) -> None:
        self._frames: deque[Samples] = deque(maxlen=round(HELD_SECONDS / FRAME_SECONDS))

    def hear(self, frame: Samples) -> None:
        """Take the next frame."""
        self._frames.append(frame)

    def fault(self) -> SoundFault | None:
        """What is wrong with the sound since the last `reset`, the last six seconds of it."""
        return fault_of(np.concatenate(self._frames)) if self._frames else None

    def reset(self) -> None:
        """Forget the sound."""
        self._frames.clear()


def _is_clipped(swing: Swing) -> bool:
    """Whether both sides are flat at their ends, or one of them very much so."""
    shares = [_flat_share(side) for side in (swing, -swing)]
    return min(shares) > CLIPPED_SHARE or max(shares) > 4 * CLIPPED_SHARE


def _flat_share(side: Swing) -> float:
    """How many of the samples at work are at the end."""
    peak = float(side.max())
    if peak < SOFTEST_CLIPPED:
        return 0.0
    return float((side > FLAT * peak).sum() / (side > AT_WORK * peak).sum())


def _hums(swing: Swing) -> bool:
    """Whether the softest half second is made of the mains' frequency and its multiples."""
    length = round(HUM_WINDOW_SECONDS * RATE_HERTZ)
    if len(swing) < 2 * length:
        return False
    windows = np.lib.stride_tricks.sliding_window_view(swing, length)[:: length // 2]
    levels = np.square(windows, dtype=np.float64).mean(axis=1)
    levels[levels == 0] = np.inf
    softest = int(levels.argmin())
    if not np.isfinite(levels[softest]) or 10 * np.log10(levels[softest]) < HUM_DB:
        return False
    power = np.square(np.abs(np.fft.rfft(windows[softest] * np.hanning(length))))
    lines = [round(hertz * HUM_WINDOW_SECONDS) * np.arange(1, HARMONICS + 1) for hertz in MAINS_HERTZ]
    return any(
        float(sum(power[line - 1 : line + 2].sum() for line in of_mains) / power.sum()) > HUM_SHARE
        for of_mains in lines
    )


def _is_narrow(swing: Swing) -> bool:
    """Whether there is nothing above a telephone's band. Soft sounds have nothing there either, and do not count."""
    power = np.square(np.abs(np.fft.rfft(swing * np.hanning(len(swing)))))
    hertz = np.fft.rfftfreq(len(swing), 1 / RATE_HERTZ)
    above, below = power[hertz > TELEPHONE_HERTZ].sum(), power[hertz <= TELEPHONE_HERTZ].sum()
    return bool(below > 0 and above < below * 10 ** (NARROW_DB / 10))
