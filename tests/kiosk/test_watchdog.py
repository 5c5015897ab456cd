"""What systemd is told. The real process, with a real sound card, is in tests/commands/test_kiosk.py."""

import socket
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.kiosk.watchdog import Watchdog, WatchedKeys, WatchedLoudspeaker, WatchedMicrophone
from coach.ports import FRAME_SAMPLES
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FakeKeys
from tests.fakes.loudspeaker import FakeLoudspeaker
from tests.fakes.microphone import FakeMicrophone

FRAME = np.zeros(FRAME_SAMPLES, np.float32)


class Systemd:
    """Listens as systemd does, and looks every two seconds."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.setblocking(False)
        self.environment = {"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "2000000"}

    def told(self) -> list[str]:
        """What it was told since the last look."""
        told = []
        while True:
            try:
                told.append(self._socket.recv(1000).decode().splitlines()[0])
            except BlockingIOError:
                return told

    def close(self) -> None:
        """Go."""
        self._socket.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    """Somebody who is told."""
    listening = Systemd(tmp_path / "notify")
    yield listening
    listening.close()


def test_it_is_told_that_the_kiosk_is_ready(systemd: Systemd) -> None:
    """No unit after it has to guess, or to sleep."""
    Watchdog(FakeClock(), systemd.environment).ready()
    assert systemd.told() == ["READY=1"]


def test_frames_that_are_heard_feed_it_twice_in_its_time(systemd: Systemd) -> None:
    """Not with each of the thirty a second."""
    clock = FakeClock()
    inner = FakeMicrophone()
    inner.hear(np.resize(FRAME, 100 * FRAME_SAMPLES))
    microphone = WatchedMicrophone(inner, Watchdog(clock, systemd.environment))
    for _ in range(100):
        microphone.read()
        clock.seconds += 0.032
    assert systemd.told() == ["WATCHDOG=1"] * 4


def test_where_nothing_is_heard_nothing_is_told(systemd: Systemd) -> None:
    """A microphone that gives no frame, however often it is read."""
    clock = FakeClock()
    microphone = WatchedMicrophone(FakeMicrophone(), Watchdog(clock, systemd.environment))
    for _ in range(100):
        microphone.read()
        clock.seconds += 1.0
    assert systemd.told() == []


def test_what_was_played_to_its_end_feeds_it(systemd: Systemd) -> None:
    """Where a session goes on by keys, without a microphone. What stands still, or was broken off, does not."""
    clock, inner = FakeClock(), FakeLoudspeaker()
    loudspeaker = WatchedLoudspeaker(inner, Watchdog(clock, systemd.environment))
    loudspeaker.play(FRAME)
    for _ in range(10):
        clock.seconds += 1.0
        assert loudspeaker.sounding
    assert systemd.told() == []
    inner.pass_time(1.0)
    assert not loudspeaker.sounding and not loudspeaker.sounding
    assert systemd.told() == ["WATCHDOG=1"]
    clock.seconds += 10.0
    loudspeaker.play(FRAME)
    loudspeaker.stop()
    assert not loudspeaker.sounding and systemd.told() == []


def test_a_loudspeaker_that_is_lost_feeds_nothing(systemd: Systemd) -> None:
    """And says so as ever."""
    inner = FakeLoudspeaker()
    inner.lose()
    loudspeaker = WatchedLoudspeaker(inner, Watchdog(FakeClock(), systemd.environment))
    with pytest.raises(DeviceError):
        loudspeaker.play(FRAME)
    assert not loudspeaker.sounding and systemd.told() == []


@pytest.mark.parametrize("environment", [{}, {"NOTIFY_SOCKET": "/nowhere", "WATCHDOG_USEC": "2000000"}])
def test_without_systemd_nobody_is_told_and_nothing_fails(environment: dict[str, str]) -> None:
    """At home, or where it is just being restarted."""
    watchdog = Watchdog(FakeClock(), environment)
    watchdog.ready()
    watchdog.feed()


def test_a_screen_that_is_not_well_ends_it_too(systemd: Systemd) -> None:
    """Sound alone does not do, where there is a screen that gave frames before."""
    well = [True, False]
    watchdog = Watchdog(FakeClock(), systemd.environment, can_be_seen=lambda: well[0])
    watchdog.feed()
    well.pop(0)
    watchdog.feed()
    assert systemd.told() == ["WATCHDOG=1"]


class Page:
    """A page that tells when it was painted."""

    painted_seconds: float | None = None


def test_where_no_microphone_is_open_painted_frames_feed_it(systemd: Systemd) -> None:
    """As the session's own loop sees them: not where the loop stands, nor where the page does."""
    clock, page = FakeClock(), Page()
    keys = WatchedKeys(FakeKeys(), page, Watchdog(clock, systemd.environment))
    keys.poll()
    assert systemd.told() == []
    for _ in range(3):
        clock.seconds += 1.0
        page.painted_seconds = clock.seconds
        keys.poll()
    assert systemd.told() == ["WATCHDOG=1"] * 3
    for _ in range(100):
        clock.seconds += 1.0
        keys.poll()
    assert systemd.told() == []
