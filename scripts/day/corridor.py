"""The corridor that the kiosk stands in, for a whole day: the room of a rehearsal, in which time may leap."""

import numpy as np
from numpy.typing import NDArray

from coach.ports import FRAME_SECONDS, Samples
from coach.sound.room import Room, gain
from scripts.day.wire import Frame

ECHO_DB = -30.0
AMPLIFIER_DB = 18.0
"""Set as docs/centre says: where each person begins is the usual level, 18 dB below the loudest."""


class Corridor(Room):
    """Microphone, loudspeaker and clock of the day. `over`: the day is."""

    def __init__(self, noise: Samples, most_seconds: float) -> None:
        super().__init__(noise, ECHO_DB, most_seconds)
        self.over = False
        self._unplugged = False
        self._told = False

    def take(self, samples: Samples) -> None:
        """The loudspeaker plays these, through the amplifier."""
        self.play(np.clip(samples * np.float32(gain(AMPLIFIER_DB)), -1.0, 1.0))

    def next_frame(self) -> Frame:
        """Time goes on by one. A microphone that is unplugged says so once, and then gives nothing."""
        heard: NDArray[np.float32] | None = self.read()
        self._heard.clear()  # a kiosk keeps no recording
        self._played.clear()
        newly = self._unplugged and not self._told
        self._told = self._unplugged
        return Frame(self.now(), None if self._unplugged else heard, self.sounding, newly, self.over)

    def unplug(self) -> None:
        """The microphone."""
        self._unplugged = True

    def plug_in(self) -> None:
        """It is back."""
        self._unplugged = False

    def leap_to(self, seconds: float) -> None:
        """Nothing happens until then, and nobody waits for it. What is over already stays so."""
        self._frames = max(self._frames, int(seconds / FRAME_SECONDS))
