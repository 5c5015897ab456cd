"""Devices that come back: unplugged and plugged in again, or taken over by another program for a while."""

import time
from collections.abc import Callable, Iterator

from coach.errors import DeviceError
from coach.ports import FRAME_SECONDS, Loudspeaker, Microphone, Samples
from coach.sound.stream_watch import StreamWatch

STARVED_READS = 4
"""Half-second reads without sound, in a row, after which a device counts as lost."""
BETWEEN_ATTEMPTS_SECONDS = 1.0
"""To open it again, while it is away."""

ATTEMPT_READS = round(BETWEEN_ATTEMPTS_SECONDS / FRAME_SECONDS)


class ReturningMicrophone:
    """Implements `coach.ports.Microphone` over one that is opened anew when it is lost."""

    def __init__(
        self,
        first: Microphone,
        open_again: Callable[[], Microphone],
        watch: StreamWatch | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """`open_again` raises DeviceError while the device is away; `wait` waits for a frame's time.

        Nothing is heard meanwhile, but time goes on: for keys, captions, and what is being said. `watch` tells where
        the sound server moved the stream to something else; it is closed with the microphone.
        """
        self._open_again = open_again
        self._watch = watch
        self._wait = wait
        self._microphone: Microphone | None = first
        self.name = first.name
        self._starved = 0
        self._reads_until_attempt = 0

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
        if self._watch and self._watch.moved:
            self._watch.moved = False
            self._let_go()
            raise DeviceError(f"The microphone {self.name!r} is gone.", "Plug it in again.")
        self._starved = 0 if frame is not None else self._starved + 1
        if self._starved >= STARVED_READS:
            self._let_go()
            raise DeviceError(f"The microphone {self.name!r} gives no sound.", "Unplug it and plug it in again.")
        return frame

    @property
    def late_seconds(self) -> float:
        """Of the microphone that is there."""
        return self._microphone.late_seconds if self._microphone else 0.0

    def close(self) -> None:
        """Let the device go."""
        if self._watch is not None:
            self._watch.close()
        self._close_device()

    def _close_device(self) -> None:
        if self._microphone is not None:
            self._microphone.close()
            self._microphone = None

    def _let_go(self) -> None:
        self._close_device()
        self._starved = 0
        self._reads_until_attempt = ATTEMPT_READS

    def _try_again(self) -> None:
        self._wait(FRAME_SECONDS)
        self._reads_until_attempt -= 1
        if self._reads_until_attempt > 0:
            return
        self._reads_until_attempt = ATTEMPT_READS
        try:
            self._microphone = self._open_again()
        except DeviceError:  # told when it was lost; it may still come
            return
        self.name = self._microphone.name


class ReturningLoudspeaker:
    """Implements `coach.ports.Loudspeaker` over one that is opened anew when there is something to play."""

    def __init__(
        self, open_anew: Callable[[], Loudspeaker], look: Callable[[], Iterator[bool]] = lambda: iter(())
    ) -> None:
        """Open it the first time. `look`: as of a StreamWatch, whether it is played to nobody. Raises DeviceError."""
        self._open_anew = open_anew
        self._look = look
        self._watch: StreamWatch | None = None
        self._loudspeaker: Loudspeaker | None = None
        self.name = self._open().name

    def play(self, samples: Samples) -> None:
        """Play these after the others. Raises DeviceError while the device is lost; each call tries to get it back."""
        if self._lost:  # the server brings the stream back with the loudspeaker
            self.stop()
            raise DeviceError(f"The loudspeaker {self.name!r} is gone.", "Plug it in again.")
        loudspeaker = self._loudspeaker or self._open()
        try:
            loudspeaker.play(samples)
        except DeviceError:
            self.let_go()
            raise

    def stop(self) -> None:
        """Be quiet."""
        if self._loudspeaker is not None:
            self._loudspeaker.stop()

    @property
    def sounding(self) -> bool:
        """Whether anything is still being played, and not to nobody."""
        return self._loudspeaker is not None and self._loudspeaker.sounding and not self._lost

    def let_go(self) -> None:
        """Let the device go for a moment; the next `play` opens it again."""
        if self._loudspeaker is not None:
            self._loudspeaker.close()
            self._loudspeaker = None

    def close(self) -> None:
        """Let the device go, and look no more where the sound goes, until the next `play`."""
        self.let_go()
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    @property
    def _lost(self) -> bool:
        return self._watch is not None and self._watch.moved

    def _open(self) -> Loudspeaker:
        self._loudspeaker = self._open_anew()
        self.name = self._loudspeaker.name
        self._watch = self._watch or StreamWatch(self._look)
        return self._loudspeaker
