"""Chromium's own shortcuts, with real keys on a real display (Xvfb): none leads out of the page."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from coach.bootstrap import WallClock
from coach.content.pack import Pack
from coach.kiosk.browser import Browser
from coach.screen.display import Display
from coach.screen.screen import Screen
from coach.terminal.keys import KEYS, NoKeys
from tests.kiosk.chromium import driven, profiles, require_chromium
from tests.kiosk.site import until

pytestmark = pytest.mark.xdist_group("chromium")
SHORTCUTS = (
    "ctrl+n", "ctrl+shift+n", "ctrl+t", "ctrl+shift+t", "ctrl+w", "ctrl+shift+w", "ctrl+F4", "alt+F4", "ctrl+shift+q",
    "F1", "F3", "F5", "F6", "F7", "F10", "F11", "F12", "ctrl+shift+i", "ctrl+shift+j", "ctrl+u", "ctrl+l", "alt+d",
    "alt+e", "alt+f", "ctrl+o", "ctrl+p", "ctrl+s", "ctrl+h", "ctrl+j", "ctrl+d", "ctrl+f", "ctrl+g", "ctrl+r",
    "alt+Left", "alt+Right", "alt+Home", "ctrl+Tab", "ctrl+1", "shift+Escape", "ctrl+shift+Delete", "ctrl+shift+m",
    "ctrl+shift+b", "ctrl+shift+a", "alt+space",
)  # fmt: skip


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A display that nobody looks at."""
    if missing := [program for program in ("Xvfb", "xdotool") if shutil.which(program) is None]:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"Missing: {missing}. apt-get install xvfb xdotool")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x480x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        name = f":{told.readline().strip()}"
    monkeypatch.setenv("DISPLAY", name)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    yield name
    server.terminate()
    server.wait()


def xdotool(*words: str) -> list[str]:
    """What it answers, by line."""
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=False).stdout.split()


def test_no_shortcut_leads_out_of_the_page(display: str, english: Pack, memory: Path, playwright: Playwright) -> None:
    """It fills the display, and after each of them the one page stands there as before, and is painted."""
    require_chromium()
    screen = Screen(english, WallClock(), NoKeys(), KEYS, Display())
    browser = Browser("chromium --no-sandbox --remote-debugging-port=0", 800, 480, memory)
    browser.open(screen.address)
    until(lambda: screen.painted_seconds)
    (profile,) = profiles(memory)
    context = driven(playwright, profile).contexts[0]
    (page,) = context.pages
    assert page.evaluate("[innerWidth, innerHeight]") in ([800, 480], [799, 479])  # without a window manager
    windows = xdotool("search", "--onlyvisible", "--class", "chromium")
    xdotool("windowfocus", "--sync", windows[-1])
    led_out = []
    for shortcut in SHORTCUTS:
        xdotool("key", "--clearmodifiers", shortcut)
        page.wait_for_timeout(60)
        stays = browser.is_open and context.pages == [page] and page.url == screen.address
        if not stays or xdotool("search", "--onlyvisible", "--class", "chromium") != windows:
            led_out.append(shortcut)
            break
    assert led_out == []
    xdotool("key", "h")
    assert set(iter(lambda: until(screen.poll), "help")) <= {"stop"}  # Escape is, whatever is held beside it
    last = screen.painted_seconds or 0.0
    until(lambda: (screen.painted_seconds or 0.0) > last or None)
    browser.close()
    screen.close()
