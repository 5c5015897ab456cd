"""A loudspeaker whose time is told to it."""

import numpy as np

from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples


class FakeLoudspeaker:
    """Implements `coach.ports.Loudspeaker`. `played` is all that was given to it; `pass_time` plays it."""

    name = "fake loudspeaker"

    def __init__(self) -> None:
        self.played: list[Samples] = []
        self.stops = 0
        self.closed = False
        self._left_seconds = 0.0
        self._lost = False

    def pass_time(self, seconds: float) -> None:
        """Play for this long."""
        self._left_seconds = max(0.0, self._left_seconds - seconds)

    def lose(self) -> None:
        """Be unplugged: what was to be played is gone."""
        self._lost = True
        self._left_seconds = 0.0

    def come_back(self) -> None:
        """Be plugged in again."""
        self._lost = False

    def play(self, samples: Samples) -> None:
        """Play these samples after the others. Raises DeviceError when lost."""
        if self._lost:
            raise DeviceError("The fake loudspeaker is gone.", "Plug it in again.")
        self.played.append(np.clip(samples, -1, 1))
        self._left_seconds += len(samples) / RATE_HERTZ

    def stop(self) -> None:
        """Be quiet."""
        self.stops += 1
        self._left_seconds = 0.0

    @property
    def sounding(self) -> bool:
        """Whether anything is left to be played."""
        return not self._lost and self._left_seconds > 1e-9

    def close(self) -> None:
        """Be closed."""
        self.closed = True
