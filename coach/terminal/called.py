"""By what name the program was called: hints name the command that works here.

In the code and in the docs it is `coach`: `coach run`. Whoever has only `scripts/coach` reads `scripts/coach run`.
"""

import os
import re
import shutil
import sys
from pathlib import Path

VARIABLE = "COACH_CALLED_AS"
"""Set by a launcher that starts the coach: what somebody types to start it."""
COMMAND = re.compile(r"(`|^ +)coach(?= [\w-])", re.MULTILINE)


def program() -> str:
    """What to type before a command's name."""
    if told := os.environ.get(VARIABLE):
        return told
    typed = Path(sys.argv[0])
    if typed.name == "__main__.py":
        return f"{sys.orig_argv[0]} -m coach"
    found = shutil.which("coach")
    if typed.name != "coach" or (found and Path(found).resolve() == typed.resolve()):
        return "coach"
    return str(typed)


def as_called(text: str) -> str:
    """The same text, with each command in it as it has to be typed here: in backticks, or on a line of its own."""
    return COMMAND.sub(lambda found: f"{found[1]}{program()}", text)
