"""What Python leaves in memory of what it has let go."""

import subprocess
import sys

import pytest

from tests.memory import copies

WORDS = "purple elephant"
LETS_GO = f"""
import sys
from coach.kiosk.leftovers import overwrite
words = bytes({[*WORDS.encode()]})
held = [words + bytes(more) for more in range(0, {{most}}, 7) for _ in range(20)]
del held
for do in (lambda: None, overwrite):
    do()
    print("looked at", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.parametrize("most", [60, 460])
def test_what_was_said_is_not_left_where_it_was(most: int) -> None:
    """Short or long, in Python's own blocks. It is there before; afterwards the program itself has it once."""
    program = LETS_GO.format(most=most).replace(WORDS, "")
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        found = []
        for _ in range(2):
            process.stdout.readline()
            found.append(copies(process.pid, WORDS))
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0 and found[0] > 0 and found[1] <= 1, found
