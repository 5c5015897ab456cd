"""How the program is ended from outside."""

import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from coach.terminal.signals import ENDING

AT_A_TERMINAL = """
import time
from coach.terminal import signals
from coach.terminal.keys import TerminalKeys
signals.leave_in_order()
keys = TerminalKeys(0)
try:
    print("ready", flush=True)
    while True: time.sleep(9)
finally:
    {closing}
"""


@contextmanager
def program_at_terminal(closing: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A program that reads keys, once it does so; and its terminal."""
    keyboard, terminal = pty.openpty()
    with subprocess.Popen(
        ["setsid", "--ctty", sys.executable, "-c", AT_A_TERMINAL.format(closing=closing)],
        stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as program:  # fmt: skip
        assert program.stdout is not None and program.stdout.readline() == "ready\n"
        yield program, terminal
    os.close(keyboard)
    os.close(terminal)


def echoes(terminal: int) -> bool:
    """Whether what is typed is shown."""
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


@pytest.mark.parametrize("number", ENDING)
def test_whatever_ends_it_the_terminal_is_given_back(number: signal.Signals) -> None:
    """Ctrl-C, a supervisor, a terminal that is closed: quietly, and with the exit code that shells know."""
    with program_at_terminal("keys.close()") as (program, terminal):
        assert not echoes(terminal)
        program.send_signal(number)
        assert program.wait() == 128 + number
        assert program.stderr is not None and program.stderr.read() == ""
        assert echoes(terminal)


@pytest.mark.parametrize("number", ENDING)
def test_a_closing_that_hangs_is_not_waited_for(number: signal.Signals) -> None:
    """A sound driver may never come back; the terminal is given back all the same."""
    with program_at_terminal("time.sleep(10_000)") as (program, terminal):
        program.send_signal(number)
        program.send_signal(signal.SIGINT)  # impatient
        assert program.wait() in (128 + number, 128 + signal.SIGINT)
        assert program.stderr is not None and program.stderr.read() == ""
        assert echoes(terminal)


def test_what_was_to_be_passed_over_still_is() -> None:
    """With nohup a terminal that is closed ends nothing."""
    program = "from coach.terminal import signals; signals.leave_in_order(); print(1, flush=True); input(); input()"
    with subprocess.Popen(
        ["nohup", sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as nohup:  # fmt: skip
        assert nohup.stdin is not None and nohup.stdout is not None
        nohup.stdout.readline()
        nohup.send_signal(signal.SIGHUP)
        nohup.communicate("\n\n")
        assert nohup.returncode == 0
