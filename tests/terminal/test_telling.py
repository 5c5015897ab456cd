"""What the program tells a person."""

import fcntl
import os
import pty
import struct
import termios

import pytest

from coach.errors import DeviceError
from coach.terminal.telling import show, show_row, tell, tell_early_end


@pytest.mark.parametrize("columns", [40, 100])
def test_it_fits_the_terminal_as_it_is_now(columns: int) -> None:
    """Also after somebody made the window smaller."""
    keyboard, terminal = pty.openpty()
    with os.fdopen(terminal, "w") as screen:
        for width in (80, columns):
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
        show("Say `coach run` to begin, and everything else will be said to you in good time, word for word.", screen)
        lines = os.read(keyboard, 4096).decode().split("\r\n")
    os.close(keyboard)
    assert columns / 2 < max(map(len, lines)) <= columns


def test_a_table_s_row_is_a_line_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """For whoever searches in it."""
    show_row("calm  ", "answers " * 30)
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_what_is_told_of_the_program_is_no_part_of_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    """By its name, on standard error; also why a session was not held to its end, with what to do."""
    tell("the staff are not set up")
    tell_early_end(DeviceError("The loudspeaker is away.", "Is it on?"))
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "coach: the staff are not set up",
        "coach: the session ended early. The loudspeaker is away. Is it on?",
    ]
