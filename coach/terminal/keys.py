"""Keys: the other way to answer, at any moment, also while the coach speaks.

A terminal is read key by key, without Enter. Digits are ratings or the n-th answer; 10 is the key `t`.
"""

import os
import select
import sys
import termios
import tty
from collections import deque

ESCAPE = "\x1b"
KEYS = {
    " ": "pause",
    "\r": "go_on",
    "\n": "go_on",
    "\x7f": "back",
    ESCAPE: "stop",
    "q": "stop",
    "p": "pause",
    "g": "go_on",
    "b": "back",
    "k": "skip",
    "r": "repeat",
    "s": "slower",
    "h": "help",
    "?": "help",
    "d": "dont_know",
    "y": "yes",
    "n": "no",
    "t": "10",
} | {digit: digit for digit in "0123456789"}
"""What each key means, as in KeyPressed."""

LEGEND = "space pause, enter go on, r repeat, s slower, b back, k skip, h help, d don't know, 0-9 and t for 10, q stop"


class NoKeys:
    """Implements `coach.ports.Keys` where there is no keyboard."""

    def poll(self) -> str | None:
        """None, always."""
        return None

    def close(self) -> None:
        """Nothing to give back."""


class TerminalKeys:
    """Implements `coach.ports.Keys` on a terminal, which it gives back as it was."""

    def __init__(self, descriptor: int | None = None) -> None:
        """`descriptor`: the terminal's file descriptor; standard input by default."""
        self._descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        self._before = termios.tcgetattr(self._descriptor)
        self._pressed: deque[str] = deque()
        tty.setcbreak(self._descriptor)

    def poll(self) -> str | None:
        """The next key's name; a key that means nothing is passed over."""
        while not self._pressed and select.select([self._descriptor], [], [], 0)[0]:
            typed = os.read(self._descriptor, 64).decode(errors="ignore")
            if not typed:  # the terminal is gone
                return None
            # An arrow or a function key arrives as Escape and more at once: it means nothing, least of all Escape.
            names = [] if typed[0] == ESCAPE and len(typed) > 1 else [KEYS.get(key.lower()) for key in typed]
            self._pressed.extend(name for name in names if name)
        return self._pressed.popleft() if self._pressed else None

    def close(self) -> None:
        """Give the terminal back."""
        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._before)
