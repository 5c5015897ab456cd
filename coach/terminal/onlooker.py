"""A screen that only looks on: it never ends or holds up a session, for somebody may be speaking who needs no screen.

Where the terminal was closed, a reader has gone or a disk is full, the session goes on by voice. A reader that stands
still (Ctrl-S, a supervisor that does not empty its pipe) gets what it missed when it reads again.
"""

import contextlib
import io
import select
from collections import deque
from typing import TextIO

from coach.errors import DeviceError

MOST_WRITES = 2000
"""Kept for a reader that stands still: a session of half an hour makes about 600."""


class Onlooker(io.TextIOBase):
    """A text stream over another one that may be slow, full or gone."""

    def __init__(self, screen: TextIO) -> None:
        self._screen = screen
        self._waiting: deque[str] = deque(maxlen=MOST_WRITES)

    def write(self, text: str) -> int:
        """Take it; `flush` hands it on."""
        self._waiting.append(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what is taken without waiting for it; what cannot be written is lost."""
        with contextlib.suppress(OSError, DeviceError):
            while self._waiting and select.select([], [self._screen], [], 0)[1]:
                self._screen.write(self._waiting.popleft())
                self._screen.flush()

    def isatty(self) -> bool:
        """Whether it is a terminal that looks on."""
        return self._screen.isatty()

    def fileno(self) -> int:
        """The terminal's descriptor."""
        return self._screen.fileno()
