"""The browser of a kiosk's screen: a real Chromium, without a display."""

import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import DeviceError
from coach.kiosk.browser import Browser
from coach.screen.server import Server
from tests.kiosk.chromium import HEADLESS, processes_of, profiles, require_chromium
from tests.kiosk.site import until
from tests.syscalls import Watch, require_strace

pytestmark = pytest.mark.xdist_group("chromium")
PROBE = '"2001:4860:4860::8888"'
HANGS = "sh -c 'exec sleep 1000' browser"
KIOSK = """
import sys, time
from pathlib import Path
from coach.kiosk.browser import Browser
browser = Browser(sys.argv[1], 8, 8, Path(sys.argv[2]))
browser.open("http://127.0.0.1:1/")
print("open", flush=True)
time.sleep(1000)
"""
WORDS = {
    "words": {"elsewhere": "Elsewhere.", "written": {}}, "keys": {}, "language": "en", "everywhere": {}, "always": [],
    "microphone": "none", "distance_millimetres": 600, "pixel_pitch_millimetres": None,
}  # fmt: skip


@pytest.fixture
def server() -> Iterator[Server]:
    """A page."""
    running = Server(WORDS, time.monotonic, lambda _: None)
    yield running
    running.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where whoever runs the kiosk keeps their own things."""
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def opened(server: Server, memory: Path, command: str = HEADLESS) -> Browser:
    """A browser that has painted the page."""
    require_chromium()
    browser = Browser(command, 800, 480, memory)
    browser.open(server.address)
    until(lambda: server.painted_seconds)
    return browser


def test_it_goes_with_all_that_it_made(server: Server, memory: Path, home: Path) -> None:
    """No process of it lives, its profile is gone from memory, and the user's own folder was never written to."""
    browser = opened(server, memory)
    (profile,) = profiles(memory)
    assert profile.stat().st_mode & 0o77 == 0 and list(profile.rglob("*"))
    processes = processes_of(profile)
    browser.close()
    assert len(processes) > 2 and not browser.is_open
    until(lambda: not processes_of(profile) or None)
    assert profiles(memory) == set() and list(home.iterdir()) == []


def test_each_time_it_is_as_if_nobody_had_been_there(server: Server, memory: Path, home: Path) -> None:
    """Another profile, another process."""
    browser = opened(server, memory)
    first = profiles(memory)
    browser.open(server.address)
    assert profiles(memory).isdisjoint(first) and len(profiles(memory)) == len(first)
    browser.close()


def test_a_browser_that_is_not_there_is_named(server: Server) -> None:
    """With what to do."""
    with pytest.raises(DeviceError, match=r"no program netscape\. sudo apt-get install netscape, or name another"):
        Browser("netscape", 800, 480).open(server.address)


def test_it_ends_with_the_kiosk_however_that_ends(server: Server, memory: Path, home: Path) -> None:
    """No page stands there that nobody answers."""
    command = [sys.executable, "-c", KIOSK, HANGS, str(memory)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as kiosk:
        assert kiosk.stdout is not None and kiosk.stdout.readline()
        (profile,) = profiles(memory)
        assert processes_of(profile)
        kiosk.send_signal(signal.SIGKILL)
    until(lambda: not processes_of(profile) or None)
    next_kiosk = Browser(HANGS, 8, 8, memory)
    next_kiosk.open(server.address)
    assert not profile.exists()  # nor does anything of whoever was there outlive it for long
    next_kiosk.close()


def test_it_speaks_to_this_machine_alone(server: Server, memory: Path, tmp_path: Path) -> None:
    """By its system calls: it connects to the page, and what it would have asked others for it asks nobody (port 9).

    It asks the kernel about its network cards, the system's bus about its power, and once whether there is a way for
    IPv6 (PROBE: a UDP socket is connected, which sends nothing).
    """
    require_strace()
    watch = Watch(tmp_path / "calls")
    opened(server, memory, f"{shlex.join(watch.command)} {HEADLESS}").close()
    strangers = watch.strangers(("/run/dbus/", str(memory)))
    assert [address for address in strangers if "AF_NETLINK" not in address and PROBE not in address] == []
