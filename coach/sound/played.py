"""What was given to the loudspeaker lately: when it began, when it ends, and how loud it is at each moment."""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.ports import FRAME_SECONDS, RATE_HERTZ, Samples
from coach.sound.echo import powers

SOUNDS = 16
"""So many are remembered: what is older has faded away long ago."""


@dataclass(frozen=True)
class _Sound:
    """`powers`: the mean square of each frame."""

    began_seconds: float
    ends_seconds: float
    powers: NDArray[np.float64]

    def loudest(self, since_seconds: float, until_seconds: float) -> float:
        first, last = (round((at - self.began_seconds) / FRAME_SECONDS) for at in (since_seconds, until_seconds))
        return float(self.powers[max(0, first) : max(0, last + 1)].max(initial=0.0))


class Played:
    """On the session's clock, as if the loudspeaker sounded at once; how late it does is for others to know."""

    def __init__(self) -> None:
        self._sounds: deque[_Sound] = deque(maxlen=SOUNDS)

    @property
    def ends_seconds(self) -> float:
        """When the last of it is over; 0 before the first."""
        return self._sounds[-1].ends_seconds if self._sounds else 0.0

    def add(self, samples: Samples, sounding: bool, now: float) -> None:
        """These were given to the loudspeaker. `sounding`: others are still to be played before them."""
        begins_seconds = max(now, self.ends_seconds) if sounding else now
        self._sounds.append(_Sound(begins_seconds, begins_seconds + len(samples) / RATE_HERTZ, powers(samples)))

    def stop(self, now: float) -> None:
        """The loudspeaker was told to be quiet: what was still to come does not."""
        begun = [sound for sound in self._sounds if sound.began_seconds < now]
        self._sounds.clear()
        for sound in begun:
            frames = round((now - sound.began_seconds) / FRAME_SECONDS)
            self._sounds.append(_Sound(sound.began_seconds, min(now, sound.ends_seconds), sound.powers[:frames]))

    def loudest(self, since_seconds: float, until_seconds: float) -> float:
        """The greatest mean square of a frame of it between these moments."""
        return max((sound.loudest(since_seconds, until_seconds) for sound in self._sounds), default=0.0)
