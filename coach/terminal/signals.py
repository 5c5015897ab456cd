"""How the program is ended from outside: Ctrl-C, a terminal that was closed, a supervisor. Quietly, and soon.

While it loads, nothing is open yet, and it may simply go. A command that runs is left by `SystemExit`, wherever it is,
so that engines, devices and the terminal are let go on the way out. Where that takes too long, or Python does not get
to it because a sound driver hangs, a thread ends the program all the same.
"""

import contextlib
import os
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
PATIENCE_SECONDS = 1.5
"""For letting everything go: an engine in the middle of a line takes 0.3 s."""


def leave_at_once() -> None:
    """Whatever of ENDING comes from now on ends the program with 128 and the signal's number, as shells say it."""
    _handle(lambda number, _: os._exit(128 + number))


def leave_in_order() -> None:
    """From now on the first of ENDING raises SystemExit in the main thread; there it has PATIENCE_SECONDS."""
    was_so = terminal_state()
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    threading.Thread(target=_insist, args=(reading, was_so), daemon=True).start()
    _handle(_leave)


def terminal_state() -> list[Any] | None:
    """How the terminal is set that the person types at; None where they type at none."""
    with contextlib.suppress(OSError, termios.error):
        return termios.tcgetattr(0)
    return None


def give_back(state: list[Any] | None) -> None:
    """Set the terminal so again. Not from the background, where the system would stop us for it."""
    with contextlib.suppress(OSError, termios.error):
        if state is not None and os.tcgetpgrp(0) == os.getpgrp():
            termios.tcsetattr(0, termios.TCSANOW, state)


def _handle(handler: Callable[[int, FrameType | None], object]) -> None:
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup, or in the background of a script
            signal.signal(number, handler)


def _leave(number: int, _: FrameType | None) -> None:
    # First, as Python complains of a signal that comes between the lines below; what is torn in half says nothing.
    sys.unraisablehook = lambda _: None
    for ending in ENDING:  # a second Ctrl-C does not tear the closing in half: it is over soon
        signal.signal(ending, signal.SIG_IGN)
    raise SystemExit(128 + number)


def _insist(reading: int, state: list[Any] | None) -> None:
    """In a thread of its own: the system writes each signal's number here at once, whatever Python is doing."""
    number = 0
    while number not in ENDING:
        number = os.read(reading, 1)[0]
    time.sleep(PATIENCE_SECONDS)
    give_back(state)
    os._exit(128 + number)
