"""Calling a person: a command of the site's own, which rings, pages or lights a lamp.

It gets one argument, the safety path's name or "help", never a word that somebody said. The session does not wait for
it, hears nothing more of it, and never says that help is coming.
"""

import shlex
import shutil
import subprocess
from collections.abc import Callable
from typing import Protocol

from coach.effects import Effect
from coach.events import Event
from coach.ports import Observer, StaffCall

DETACHING = "setsid"
"""So that the command outlives the session."""


class Staff(StaffCall, Observer, Protocol):
    """Who is called at a kiosk, and may see what it does."""

    def close(self) -> None:
        """The kiosk ends."""


class Unanswerable:
    """What comes of a call that nobody can answer: nothing more is heard of it."""

    settling = False

    def poll(self) -> None:
        """Nothing becomes known."""

    def forget(self) -> None:
        """Nothing was kept."""

    def note(self, what: Event | Effect, now: float) -> None:
        """Nobody looks on."""

    def close(self) -> None:
        """Nothing is open."""


class NobodyToCall(Unanswerable):
    """Implements `coach.ports.StaffCall` where there is no staff: at home."""

    def call(self, reason: str) -> bool:
        """Nobody is expected."""
        return True


def staff_for(command: str | None, tell: Callable[[str], None]) -> Staff:
    """Who is called in danger. A command that is not there is told now, while somebody can mend it."""
    if not command:
        return NobodyToCall()
    staff = StaffCommand(command)
    if staff.missing:
        tell(f"nobody can be called, there is no program {staff.missing!r}. Mend staff_command.")
    return staff


class StaffCommand(Unanswerable):
    """Implements `coach.ports.StaffCall` by the command that the settings name."""

    def __init__(self, command: str) -> None:
        """`command`: as in a shell, without its last argument: "/usr/local/bin/ring-nurse --room 4"."""
        self._words = shlex.split(command)

    @property
    def missing(self) -> str | None:
        """The program, or what starts it, where that is not there."""
        return next((word for word in (self._words[0], DETACHING) if shutil.which(word) is None), None)

    def call(self, reason: str) -> bool:
        """Start the command, and let it go its own way. False where there is no such command."""
        if self.missing:
            return False
        nowhere = subprocess.DEVNULL
        detached = [DETACHING, "--fork", *self._words, reason]
        try:
            started = subprocess.run(detached, stdin=nowhere, stdout=nowhere, stderr=nowhere, check=False)
        except (OSError, ValueError):  # no setsid, no process left: a crisis is no time to end for that
            return False
        return started.returncode == 0
