"""Debian's Chromium as a kiosk starts it, where nobody looks at it."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.day.window import debugging_port, reach
from scripts.measure.processes import pids
from tests.kiosk.site import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

HEADLESS = "chromium --headless --no-sandbox"
"""Tests run as root, too, and as root Chromium has no sandbox."""
DRIVEN = f"{HEADLESS} --remote-debugging-port=0"
"""One that a test can drive."""


def require_chromium() -> None:
    """Skip where there is none; in CI that is a failure."""
    if shutil.which("chromium") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is missing: apt-get install chromium")


def profiles(memory: Path) -> set[Path]:
    """Of the screens that are open."""
    return set(memory.glob("coach-screen-*"))


def processes_of(profile: Path) -> list[int]:
    """All that were started with a profile, and live: those in whose environment it is, and their session."""
    everybody = [int(process.name) for process in Path("/proc").glob("[0-9]*")]
    sessions = {_session(pid) for pid in everybody if _home(pid) == profile} - {None}
    return [pid for pid in everybody if sessions and _session(pid) in sessions]


def profile_of(kiosk: int) -> Path | None:
    """The profile of the browser that this kiosk, a process, has open."""
    homes = {home for pid in pids(kiosk) if (home := _home(pid)) and home.name.startswith("coach-screen-")}
    return homes.pop() if homes else None


def next_profile(kiosk: int, other_than: Path | None = None) -> Path:
    """The profile of the browser that this kiosk opens next, once it can be driven."""

    def another() -> Path | None:
        profile = profile_of(kiosk)
        return profile if profile != other_than and debugging_port(profile) else None

    return until(another)


def driven(playwright: "Playwright", profile: Path) -> "Browser":
    """The browser of a profile, once it lets itself be driven."""
    from playwright.sync_api import Error  # noqa: PLC0415 - few tests need it, and it takes a while

    def reached() -> "Browser | None":
        with suppress(Error):
            return reach(playwright, debugging_port(profile))
        return None

    return until(reached)


def asleep_in(playwright: "Playwright", profile: Path) -> "Page":
    """What whoever comes next sees, in the browser that a kiosk started."""
    page = driven(playwright, profile).contexts[0].pages[0]
    page.wait_for_selector("#wake >> visible=true")
    return page


def _session(pid: int) -> int | None:
    with suppress(OSError):
        state, _, _, session = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:4]
        return int(session) if state != "Z" else -pid
    return None


def _home(pid: int) -> Path | None:
    with suppress(OSError):  # it has ended
        for variable in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
            if variable.startswith(b"HOME="):
                return Path(variable.removeprefix(b"HOME=").decode())
    return None
