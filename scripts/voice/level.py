"""How loud a sound is to people, and making all equally loud: -19 LUFS, as for one voice alone (EBU R128).

pyloudnorm (MIT) weighs and gates; it wants 0.4 s at least, and a short word is looked at as if it were said again and
again. True peaks are those of the curve between the samples, at four times the rate.
"""

import numpy as np
import pyloudnorm
import soxr

from coach.ports import Samples

WANTED_LUFS = -19.0
HIGHEST_PEAK_DB = -1.0
BLOCK_SECONDS = 0.4
OVERSAMPLING = 4


def loudness_lufs(samples: Samples, rate_hertz: int) -> float:
    """How loud it is; minus infinity for silence."""
    times = int(np.ceil(2 * BLOCK_SECONDS * rate_hertz / max(1, len(samples))))
    return float(pyloudnorm.Meter(rate_hertz).integrated_loudness(np.tile(samples, times).astype(np.float64)))


def true_peak_db(samples: Samples, rate_hertz: int) -> float:
    """The highest point of the curve, of full scale."""
    curve = soxr.resample(samples, rate_hertz, OVERSAMPLING * rate_hertz)
    return float(20 * np.log10(max(np.abs(curve).max(initial=0.0), 1e-9)))


def levelled(samples: Samples, rate_hertz: int) -> Samples:
    """The same as loud as all others; softer where a peak would be too high."""
    gain_db = WANTED_LUFS - loudness_lufs(samples, rate_hertz)
    if not np.isfinite(gain_db):
        return samples
    gain_db = min(gain_db, HIGHEST_PEAK_DB - true_peak_db(samples, rate_hertz))
    return samples * np.float32(10 ** (gain_db / 20))
