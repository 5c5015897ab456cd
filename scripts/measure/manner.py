"""Ways in which a reply may come that are no noise: by telephone, from across the room, softly."""

from collections.abc import Callable, Mapping

import numpy as np

from coach.ports import RATE_HERTZ, Samples
from coach.sound.room import gain

TELEPHONE_HERTZ = (300.0, 3400.0)
"""The band that a telephone carries (ITU-T G.712)."""
REVERBERATION_SECONDS = 0.5
"""RT60 of a living room."""
SOFT_DB = -30.0


def by_telephone(sound: Samples) -> Samples:
    """What a telephone leaves of it."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE_HERTZ)
    lowest, highest = TELEPHONE_HERTZ
    spectrum[(hertz < lowest) | (hertz > highest)] = 0
    return np.fft.irfft(spectrum, len(sound)).astype(np.float32)


def from_afar(sound: Samples) -> Samples:
    """From across a living room: as much comes from the walls as straight."""
    count = round(REVERBERATION_SECONDS * RATE_HERTZ)
    walls = np.random.default_rng(1).normal(size=count) * 10 ** (-3 * np.arange(count) / count)
    walls /= np.sqrt(np.sum(walls**2))
    walls[0] += 1.0
    length = len(sound) + count
    heard = np.fft.irfft(np.fft.rfft(sound, length) * np.fft.rfft(walls, length), length)
    return (heard / max(1.0, float(np.abs(heard).max()))).astype(np.float32)


def softly(sound: Samples) -> Samples:
    """30 dB softer than it was recorded."""
    return sound * np.float32(gain(SOFT_DB))


MANNERS: Mapping[str, Callable[[Samples], Samples]] = {
    "telephone": by_telephone,
    "far": from_afar,
    "soft": softly,
}
