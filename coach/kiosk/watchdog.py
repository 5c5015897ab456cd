"""What systemd is told (sd_notify): that the kiosk is ready, and that it lives, which only sound can say.

No timer pets the watchdog. It is fed where a frame of the microphone was read in the loop of the session, or where what
was to be played was played to its end. A loop that hangs, or sound that stands still, feeds it no more; then systemd
ends the kiosk and starts it again.
"""

import contextlib
import os
import socket
from collections.abc import Mapping
from dataclasses import replace

from coach.ports import Clock, Loudspeaker, Microphone, Samples
from coach.runtime import Parts


class Watchdog:
    """One datagram over a socket of this machine for each that is to be told; without systemd nobody is."""

    def __init__(self, clock: Clock, environment: Mapping[str, str] = os.environ) -> None:
        """`environment`: as systemd makes it, NOTIFY_SOCKET and WATCHDOG_USEC."""
        self._clock = clock
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._every_seconds = int(environment.get("WATCHDOG_USEC") or 0) / 2e6
        self._fed_at_seconds = -1e9

    def ready(self) -> None:
        """All is open, and somebody may come."""
        self._tell("READY=1\nSTATUS=asleep, or with somebody")

    def feed(self) -> None:
        """Something was heard or played; told twice in the time that systemd waits."""
        now = self._clock.now()
        if self._every_seconds and now - self._fed_at_seconds >= self._every_seconds:
            self._fed_at_seconds = now
            self._tell("WATCHDOG=1")

    def _tell(self, state: str) -> None:
        if not self._address:
            return
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.setblocking(False)  # a session never waits for it
            told.sendto(state.encode(), address)


class WatchedMicrophone:
    """Implements `coach.ports.Microphone`: each frame that was really heard feeds the watchdog."""

    def __init__(self, microphone: Microphone, watchdog: Watchdog) -> None:
        self.name = microphone.name
        self._microphone = microphone
        self._watchdog = watchdog

    @property
    def late_seconds(self) -> float:
        """The microphone's."""
        return self._microphone.late_seconds

    def read(self) -> Samples | None:
        """The next frame. Raises DeviceError."""
        frame = self._microphone.read()
        if frame is not None:
            self._watchdog.feed()
        return frame

    def close(self) -> None:
        """Let the device go."""
        self._microphone.close()


class WatchedLoudspeaker:
    """Implements `coach.ports.Loudspeaker`: what was played to its end feeds the watchdog."""

    def __init__(self, loudspeaker: Loudspeaker, watchdog: Watchdog) -> None:
        self.name = loudspeaker.name
        self._loudspeaker = loudspeaker
        self._watchdog = watchdog
        self._plays = False

    def play(self, samples: Samples) -> None:
        """Play these after the others. Raises DeviceError."""
        self._loudspeaker.play(samples)
        self._plays = True

    def stop(self) -> None:
        """Be quiet; what was broken off proves nothing."""
        self._plays = False
        self._loudspeaker.stop()

    @property
    def sounding(self) -> bool:
        """Whether anything is still being played."""
        sounding = self._loudspeaker.sounding
        if self._plays and not sounding:
            self._plays = False
            self._watchdog.feed()
        return sounding

    def close(self) -> None:
        """Let the device go."""
        self._plays = False
        self._loudspeaker.close()


def watched(parts: Parts, watchdog: Watchdog) -> Parts:
    """The same parts, whose sound feeds the watchdog."""
    microphone = WatchedMicrophone(parts.microphone, watchdog)
    return replace(parts, microphone=microphone, loudspeaker=WatchedLoudspeaker(parts.loudspeaker, watchdog))
