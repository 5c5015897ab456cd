"""Keys on a real terminal."""

import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import closing

import pytest

from coach.content.pack import Pack
from coach.terminal.keys import KEYS, NoKeys, TerminalKeys


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a pseudo-terminal: the keyboard's, and the program's."""
    keyboard, program = pty.openpty()
    yield keyboard, program
    os.close(keyboard)
    os.close(program)


@pytest.mark.parametrize(
    ("pressed", "name"), [(b" ", "pause"), (b"q", "stop"), (b"\x1b", "stop"), (b"H", "help"), (b"7", "7"), (b"t", "10")]
)
def test_a_key_needs_no_enter(terminal: tuple[int, int], pressed: bytes, name: str) -> None:
    """One press is enough, in capitals too."""
    keyboard, program = terminal
    with closing(TerminalKeys(program)) as keys:
        os.write(keyboard, pressed)
        assert keys.poll() == name


def test_each_key_is_taken_by_itself(terminal: tuple[int, int]) -> None:
    """Keys that were pressed quickly one after the other are all taken."""
    keyboard, program = terminal
    with closing(TerminalKeys(program)) as keys:
        os.write(keyboard, b"7q")
        assert [keys.poll(), keys.poll(), keys.poll()] == ["7", "stop", None]


@pytest.mark.parametrize("pressed", [b"z", b"\x1b[A", "é".encode()])
def test_a_key_that_means_nothing_is_passed_over(terminal: tuple[int, int], pressed: bytes) -> None:
    """Arrows and other letters do nothing, and an arrow is not taken for Escape."""
    keyboard, program = terminal
    with closing(TerminalKeys(program)) as keys:
        os.write(keyboard, pressed)
        assert keys.poll() is None


def test_control_characters_press_nothing_and_stop_nothing(terminal: tuple[int, int]) -> None:
    """A keyboard that went mad, with arrows in the middle of it: what is pressed then counts, and captions go on."""
    keyboard, program = terminal
    signals = b"\x03\x1a\x1c"  # Ctrl-C, Ctrl-Z, Ctrl-\\: whoever sits at a terminal may end it
    keys_of_ours = b"\n\r\x1b"
    noise = bytes(set(range(1, 32)) - set(signals + keys_of_ours)) + b"\x1b[A\x01\x1b[15~\x1bOP\x80\xff"
    with closing(TerminalKeys(program)) as keys:
        os.write(keyboard, noise * 50)
        assert keys.poll() is None
        os.write(keyboard, b"7")
        os.write(program, b"a caption")
        assert (keys.poll(), os.read(keyboard, 9)) == ("7", b"a caption")


def test_the_terminal_is_given_back_as_it_was(terminal: tuple[int, int]) -> None:
    """After a session the shell echoes again."""
    _, program = terminal
    before = termios.tcgetattr(program)
    TerminalKeys(program).close()
    assert termios.tcgetattr(program) == before


def test_a_terminal_that_is_gone_presses_nothing() -> None:
    """Somebody may still be speaking: nothing is raised, and giving it back fails in silence."""
    keyboard, program = pty.openpty()
    keys = TerminalKeys(program)
    os.close(keyboard)
    assert keys.poll() is None
    keys.close()
    os.close(program)


def test_half_a_letter_does_not_end_the_keys(terminal: tuple[int, int]) -> None:
    """What is no text is passed over, and the next key is taken."""
    keyboard, program = terminal
    with closing(TerminalKeys(program)) as keys:
        os.write(keyboard, b"\xff")
        assert keys.poll() is None
        os.write(keyboard, b"q")
        assert keys.poll() == "stop"


SUSPENDED = """
import os, signal
from coach.terminal.keys import TerminalKeys
arrived, arrives = os.pipe()
os.set_blocking(arrives, False)
signal.set_wakeup_fd(arrives)
keys = TerminalKeys(0)
print("ready", flush=True)
while True:
    if os.read(arrived, 1)[0] == signal.SIGCONT: print("awake", flush=True)
"""


def test_ctrl_z_gives_the_terminal_back_and_fg_takes_it_again(terminal: tuple[int, int]) -> None:
    """The shell echoes meanwhile; afterwards a key needs no Enter again."""
    _, program = terminal
    with subprocess.Popen(
        ["setsid", "--ctty", sys.executable, "-c", SUSPENDED], stdin=program, stdout=subprocess.PIPE, text=True
    ) as session:
        assert session.stdout is not None
        assert session.stdout.readline() == "ready\n"
        assert not echoes(program)
        session.send_signal(signal.SIGTSTP)
        os.waitid(os.P_PID, session.pid, os.WSTOPPED)
        assert echoes(program)
        session.send_signal(signal.SIGCONT)
        assert session.stdout.readline() == "awake\n"
        assert not echoes(program)
        session.kill()


def echoes(terminal: int) -> bool:
    """Whether what is typed is shown."""
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def test_every_word_that_works_everywhere_has_a_key(english: Pack) -> None:
    """Whoever cannot or will not speak can do everything."""
    assert set(english.words.everywhere) <= set(KEYS.values())


def test_without_a_keyboard_no_key_is_ever_pressed() -> None:
    """A session without a terminal goes on by voice."""
    keys = NoKeys()
    assert keys.poll() is None
    keys.close()
