"""The floor: of the coaches at one sound server, one speaks. Two would hear each other, and nobody could follow.

A user's sound server is found through the folder in which a login keeps what is only for now, so it is that folder
that is locked, and where there is none, the home folder. Other users have other sound servers, or find the devices
busy. Nothing is written, and the lock is gone with the process, however it ends; what it started does not inherit it.
"""

import fcntl
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from coach import plain_file
from coach.errors import DeviceError

LOCKS = Path("/proc/locks")
MOST_BYTES = 10_000_000


class Floor:
    """Taken by who speaks, and left."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._folders = [
            environment.get("XDG_RUNTIME_DIR", ""), f"/run/user/{os.getuid()}", environment.get("HOME", ""),
        ]  # fmt: skip
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take it, where a folder can be locked at all. Raises DeviceError where another coach has it."""
        folder = next((folder for folder in self._folders if os.access(folder, os.R_OK)), None)
        if folder is None:
            return
        with suppress(OSError):  # a disk that knows no locks
            self._descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = _holder(self._descriptor)
                self.leave()
                raise DeviceError(
                    f"Another coach is awake on this machine{holder}, and only one can speak and listen.",
                    "End it first, with Ctrl-C where it runs; or say `coach run --typed`.",
                ) from None

    def leave(self) -> None:
        """Let another one speak."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _holder(descriptor: int) -> str:
    """Who has the lock, where the system says it."""
    with suppress(OSError, UnicodeDecodeError):
        for line in plain_file.read_text(LOCKS, MOST_BYTES).splitlines():
            # 1: FLOCK  ADVISORY  WRITE 1234 08:01:5366016 0 EOF
            _, kind, _, _, process, place, *_ = line.split()
            if kind == "FLOCK" and place.endswith(f":{os.fstat(descriptor).st_ino}"):
                return f" (process {process})"
    return ""
