"""A microphone that is none: it only ticks. The runtime's loop is driven by its frames."""

import time

from coach.ports import FRAME_SECONDS


class TickingMicrophone:
    """Implements `coach.ports.Microphone` without sound: no frame, each at its time."""

    name = "none"
    late_seconds = 0.0

    def read(self) -> None:
        """Nothing, after as long as a frame lasts."""
        time.sleep(FRAME_SECONDS)

    def close(self) -> None:
        """Nothing to let go."""
