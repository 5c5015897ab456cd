"""A microphone that hears what it is given."""

from collections import deque

import numpy as np

from coach.errors import DeviceError
from coach.ports import FRAME_SAMPLES, Samples


class FakeMicrophone:
    """Implements `coach.ports.Microphone` without waiting: None when there is no frame left."""

    name = "fake microphone"
    late_seconds = 0.0

    def __init__(self) -> None:
        self._frames: deque[Samples | None] = deque()
        self._lost = False
        self.closed = False

    def hear(self, samples: Samples) -> None:
        """Let these be read next, the last frame filled up with silence."""
        padded = np.pad(samples.astype(np.float32), (0, -len(samples) % FRAME_SAMPLES))
        self._frames.extend(padded.reshape(-1, FRAME_SAMPLES))

    def starve(self, reads: int) -> None:
        """Give nothing so many times, and then go on."""
        self._frames.extend([None] * reads)

    def lose(self) -> None:
        """Be unplugged."""
        self._lost = True

    def come_back(self) -> None:
        """Be plugged in again."""
        self._lost = False

    def read(self) -> Samples | None:
        """The next frame; None if there is none. Raises DeviceError when lost."""
        if self._lost:
            raise DeviceError("The fake microphone is gone.", "Plug it in again.")
        return self._frames.popleft() if self._frames else None

    def close(self) -> None:
        """Be closed."""
        self.closed = True
