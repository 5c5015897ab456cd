"""Calling a person: a command of the site's own, which rings, pages or lights a lamp.

It gets one argument, the safety path's name, never a word that somebody said. The session does not wait for it, and
never says that help is coming.
"""

import shlex
import subprocess


class NobodyToCall:
    """Implements `coach.ports.StaffCall` where there is no staff: at home."""

    def call(self, reason: str) -> bool:
        """False: nobody was called."""
        return False


class StaffCommand:
    """Implements `coach.ports.StaffCall` by the command that the settings name."""

    def __init__(self, command: str) -> None:
        """`command`: as in a shell, without its last argument: "/usr/local/bin/ring-nurse --room 4"."""
        self._words = shlex.split(command)

    def call(self, reason: str) -> bool:
        """Start the command. False where it cannot be started; `coach doctor` tells why."""
        try:
            subprocess.Popen(
                [*self._words, reason], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError:
            return False
        return True
