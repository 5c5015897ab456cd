"""Devices that come back: unplugged and plugged in again, or taken over by another program for a while."""

import time
from collections.abc import Callable

from coach.errors import DeviceError
from coach.ports import Loudspeaker, Microphone, Samples

STARVED_READS = 4
"""Half-second reads without sound, in a row, after which a device counts as lost."""
BACK_OFF_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Between attempts to open it again; the last one is repeated."""


class ReturningMicrophone:
    """Implements `coach.ports.Microphone` over one that is opened anew when it is lost."""

    def __init__(
        self, first: Microphone, open_again: Callable[[], Microphone], wait: Callable[[float], None] = time.sleep
    ) -> None:
        """`open_again` raises DeviceError while the device is away; `wait` waits for some seconds."""
        self._open_again = open_again
        self._wait = wait
        self._microphone: Microphone | None = first
        self.name = first.name
        self._starved = 0
        self._attempts = 0

    def read(self) -> Samples | None:
        """The next frame; None while there is none. Raises DeviceError once each time the device is lost."""
        if self._microphone is None:
            self._try_again()
            return None
        try:
            frame = self._microphone.read()
        except DeviceError:
            self._let_go()
            raise
        self._starved = 0 if frame is not None else self._starved + 1
        if self._starved >= STARVED_READS:
            self._let_go()
            raise DeviceError(f"The microphone {self.name!r} gives no sound.", "Unplug it and plug it in again.")
        return frame

    def close(self) -> None:
        """Let the device go."""
        if self._microphone is not None:
            self._microphone.close()
            self._microphone = None

    def _let_go(self) -> None:
        self.close()
        self._starved = self._attempts = 0

    def _try_again(self) -> None:
        self._wait(BACK_OFF_SECONDS[min(self._attempts, len(BACK_OFF_SECONDS) - 1)])
        self._attempts += 1
        try:
            self._microphone = self._open_again()
        except DeviceError:  # told when it was lost; it may still come
            return
        self.name = self._microphone.name


class ReturningLoudspeaker:
    """Implements `coach.ports.Loudspeaker` over one that is opened anew when there is something to play."""

    def __init__(self, open_anew: Callable[[], Loudspeaker]) -> None:
        """Open it the first time. Raises DeviceError."""
        self._open_anew = open_anew
        self._loudspeaker: Loudspeaker | None = open_anew()
        self.name = self._loudspeaker.name

    def play(self, samples: Samples) -> None:
        """Play these after the others. Raises DeviceError while the device is lost; each call tries to get it back."""
        if self._loudspeaker is None:
            self._loudspeaker = self._open_anew()
            self.name = self._loudspeaker.name
        try:
            self._loudspeaker.play(samples)
        except DeviceError:
            self.close()
            raise

    def stop(self) -> None:
        """Be quiet."""
        if self._loudspeaker is not None:
            self._loudspeaker.stop()

    @property
    def sounding(self) -> bool:
        """Whether anything is still being played."""
        return self._loudspeaker is not None and self._loudspeaker.sounding

    def close(self) -> None:
        """Let the device go; the next `play` opens it again."""
        if self._loudspeaker is not None:
            self._loudspeaker.close()
            self._loudspeaker = None
