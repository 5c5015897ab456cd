"""What is left in memory of what was let go."""

import subprocess
import sys

import pytest

from tests.memory import copies

WORDS = "purple elephant"
LETS_GO = """
import sys
from threading import Thread
from coach.kiosk.leftovers import overwrite, overwrite_larger_from_now_on

if {mended}:
    overwrite_larger_from_now_on()

def hold_and_let_go():
    words = {backwards!r}[::-1].encode()
    held = [words + bytes(more) for more in range(0, {most}, 7) for _ in range(20)]

thread = Thread(target=hold_and_let_go)  # as an engine's, which ends between two people
thread.start()
thread.join()
if {mended}:
    overwrite()
print("done", flush=True)
sys.stdin.readline()
"""


def left(most: int, mended: bool) -> int:
    """How often the words are left of messages with up to so many bytes more."""
    program = LETS_GO.format(backwards=WORDS[::-1], most=most, mended=mended)
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout and process.stdout.readline() == "done\n"
        found = copies(process.pid, WORDS)
        process.stdin.write("\n")
    return found


@pytest.mark.parametrize("most", [400, 5000])
def test_what_was_said_is_not_left_where_it_was(most: int) -> None:
    """In short messages and in long ones. Without it there are hundreds, so the look is worth something."""
    assert left(most, mended=False) > 100
    assert left(most, mended=True) == 0
