"""Debian's Chromium as a kiosk starts it, where nobody looks at it."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from scripts.measure.processes import pids

HEADLESS = "chromium --headless --no-sandbox"
"""Tests run as root, too, and as root Chromium has no sandbox."""


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
