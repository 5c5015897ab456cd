"""What systemd is told (sd_notify): that the kiosk is ready, and that it lives, which only sound and light can say.

No timer pets the watchdog. It is fed where a frame of the microphone was read in the loop of the session, or where what
was to be played was played to its end; in a quiet place, where no microphone is open, by the page's painted frames, as
the same loop sees them. A loop that hangs, sound that stands still, or a page that is painted no more whatever was
tried (`coach/kiosk/window.py`) feeds it no more; then systemd ends the kiosk and starts it again.
"""

import contextlib
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from coach.ports import Clock, Keys, Loudspeaker, Microphone, Samples
from coach.runtime import Parts


class Watchdog:
    """One datagram over a socket of this machine for each that is to be told; without systemd nobody is."""

    def __init__(
        self,
        clock: Clock,
        environment: Mapping[str, str] = os.environ,
        can_be_seen: Callable[[], bool] = lambda: True,
    ) -> None:
        """`environment`: as systemd makes it, NOTIFY_SOCKET and WATCHDOG_USEC. `can_be_seen`: the screen is well."""
        self._clock = clock
        self._can_be_seen = can_be_seen
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._every_seconds = int(environment.get("WATCHDOG_USEC") or 0) / 2e6
        self._fed_at_seconds = -1e9

    def ready(self) -> None:
        """All is open, and somebody may come."""
        self._tell("READY=1\nSTATUS=asleep, or with somebody")

    def feed(self) -> None:
        """Something was heard or played; told twice in the time that systemd waits."""
        now = self._clock.now()
        if not self._can_be_seen():
            return
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


class Painted(Protocol):
    """A page that tells when it was painted."""

    @property
    def painted_seconds(self) -> float | None:
        """Last; None: never."""


class WatchedKeys:
    """Implements `coach.ports.Keys`: where no microphone is open, a page that was painted since feeds the watchdog."""

    def __init__(self, keys: Keys, page: Painted, watchdog: Watchdog) -> None:
        self._keys = keys
        self._page = page
        self._watchdog = watchdog
        self._fed_for: float | None = None

    def poll(self) -> str | None:
        """The next key's name."""
        if self._page.painted_seconds != self._fed_for:
            self._fed_for = self._page.painted_seconds
            self._watchdog.feed()
        return self._keys.poll()

    def close(self) -> None:
        """Let them go."""
        self._keys.close()


def watched(parts: Parts, watchdog: Watchdog, instead_of_hearing: Painted | None = None) -> Parts:
    """The same parts, whose sound feeds the watchdog. `instead_of_hearing`: the page, where no microphone is open."""
    microphone = WatchedMicrophone(parts.microphone, watchdog)
    loudspeaker = WatchedLoudspeaker(parts.loudspeaker, watchdog)
    keys = WatchedKeys(parts.keys, instead_of_hearing, watchdog) if instead_of_hearing else parts.keys
    return replace(parts, microphone=microphone, loudspeaker=loudspeaker, keys=keys)
