"""How late the coach comes back into the microphone: found where its loudness goes up and down as what was played did.

Buffers and the air take some 60 ms. A Bluetooth loudspeaker takes 0.2 s, a television that is fed without a cable up to
2 s, and what they hold back is known to no sound system. Pure: levels in, seconds out.
"""

import numpy as np
from numpy.typing import NDArray

from coach.ports import FRAME_SECONDS, Samples
from coach.sound.echo import power

MOST_SECONDS = 3.0
LEAST_SECONDS = 3.0
"""Less speech has too few words to be told from somebody else's."""
HELD_SECONDS = 8.0
"""Of what was said last, so much is compared ..."""
BETWEEN_SECONDS = 1.0
"""... and so often."""
RANGE_DB = 40.0
"""What is so much softer than the loudest is silence."""
LIKE = 0.8
"""The correlation of the two curves in dB, from which on it is the coach that is heard, where they are compared for
LEAST_SECONDS. The longer, the less chance makes them alike: a busy machine, where sound has gaps, needs that."""
AHEAD = 0.3
"""So much more like it than at any other delay."""
APART_SECONDS = 0.32
"""Delays that are nearer than this are like each other: a word is as long."""


def delay_seconds(played: NDArray[np.float64], heard: NDArray[np.float64]) -> float | None:
    """How much later `heard` does what `played` did, both the power of one frame after the other from the same moment.

    None where it is not clear: the loudspeaker is not heard (a headset), or somebody else is as loud.
    """
    likeness = _likeness(_curve(played), _curve(heard))
    best = int(likeness.argmax())
    elsewhere = np.abs(np.arange(len(likeness)) - best) * FRAME_SECONDS > APART_SECONDS
    clear = likeness[best] >= max(LIKE, AHEAD + likeness[elsewhere].max(initial=-1.0))
    return best * FRAME_SECONDS if clear else None


class Delay:
    """Learns it from what the coach says; `seconds` is 0 until it was clear once."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.begin()

    def begin(self) -> None:
        """The coach begins to say something."""
        self._played: list[float] = []
        self._heard: list[float] = []

    def moves(self, frame: Samples, played_power: float) -> bool:
        """Take a frame of the microphone while the coach speaks; whether it turns out to be another delay.

        `played_power`: the mean square of what was played just then.
        """
        self._played.append(played_power)
        self._heard.append(power(frame))
        long_enough = len(self._heard) * FRAME_SECONDS >= LEAST_SECONDS
        if not long_enough or len(self._heard) % round(BETWEEN_SECONDS / FRAME_SECONDS):
            return False
        lately = slice(-round(HELD_SECONDS / FRAME_SECONDS), None)
        before_seconds = self.seconds
        found = delay_seconds(np.array(self._played[lately]), np.array(self._heard[lately]))
        self.seconds = before_seconds if found is None else found
        return abs(self.seconds - before_seconds) > APART_SECONDS


def _curve(powers: NDArray[np.float64]) -> NDArray[np.float64]:
    """In dB, down to what is silence."""
    decibels = 10 * np.log10(np.maximum(powers, 1e-12))
    audible: NDArray[np.float64] = np.maximum(decibels, decibels.max() - RANGE_DB)
    return audible


def _likeness(played: NDArray[np.float64], heard: NDArray[np.float64]) -> NDArray[np.float64]:
    """At each delay, in frames, the correlation of what is in both, weighed by how long that is.

    That both begin proves nothing.
    """
    most = min(MOST_SECONDS, len(heard) * FRAME_SECONDS - LEAST_SECONDS)
    late = range(round(most / FRAME_SECONDS) + 1)
    weights = np.sqrt((len(heard) - np.array(late)) * FRAME_SECONDS / LEAST_SECONDS)
    return weights * [_correlation(played[: len(heard) - frames], heard[frames:]) for frames in late]


def _correlation(some: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    some, others = some - some.mean(), others - others.mean()
    spread = np.sqrt(np.dot(some, some) * np.dot(others, others))
    return float(np.dot(some, others) / spread) if spread else 0.0
