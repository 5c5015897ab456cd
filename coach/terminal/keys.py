"""Keys: the other way to answer, at any moment, also while the coach speaks.

A terminal is read key by key, without Enter. Digits are ratings or the n-th answer; 10 is the key `t`. Ctrl-Z gives
the terminal to the shell as it was, and `fg` takes it again.
"""

import contextlib
import os
import re
import select
import signal
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
    "u": "urge",
    "y": "yes",
    "n": "no",
    "t": "10",
} | {digit: digit for digit in "0123456789"}
"""What each key means, as in KeyPressed."""

SEQUENCE = re.compile(f"{ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|O.|.)", re.DOTALL)
"""An arrow or a function key arrives as Escape and more at once: it means nothing, least of all Escape."""
MOST_BYTES = 4096
"""As many as a terminal holds: none of these is ever torn."""

LEGEND = (
    "space pause, enter go on, r repeat, s slower, b back, k skip, u urge, h help, d don't know, 0-9, t for 10, q stop"
)


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
        self._gone = False
        self._take()
        self._handlers = {}
        if signal.getsignal(signal.SIGTSTP) is not signal.SIG_IGN:  # a shell that can bring it back
            self._handlers[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, self._suspend)
            self._handlers[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._resume)

    def poll(self) -> str | None:
        """The next key's name; a key that means nothing is passed over."""
        while not self._pressed and not self._gone and select.select([self._descriptor], [], [], 0)[0]:
            self._read()
        return self._pressed.popleft() if self._pressed else None

    def close(self) -> None:
        """Give the terminal back."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._give_back()

    def _read(self) -> None:
        try:
            read = os.read(self._descriptor, MOST_BYTES)
        except OSError:
            read = b""
        self._gone = not read  # the terminal was closed; whoever speaks can still be heard
        typed = read.decode(errors="ignore")
        names = (KEYS.get(key.lower()) for key in SEQUENCE.sub("", typed))
        self._pressed.extend(name for name in names if name)

    def _take(self) -> None:
        tty.setcbreak(self._descriptor, termios.TCSANOW)
        modes = termios.tcgetattr(self._descriptor)
        modes[0] &= ~termios.IXON  # or Ctrl-S would stop the captions
        termios.tcsetattr(self._descriptor, termios.TCSANOW, modes)

    def _give_back(self) -> None:
        with contextlib.suppress(termios.error):  # it is gone
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self._before)

    def _suspend(self, *_: object) -> None:
        self._give_back()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _resume(self, *_: object) -> None:
        with contextlib.suppress(OSError, termios.error):
            if os.tcgetpgrp(self._descriptor) == os.getpgrp():  # `fg`; after `bg` it is the shell's
                self._take()
