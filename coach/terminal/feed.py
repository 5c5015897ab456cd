"""What the coach does, as JSON lines, for a program that shows it. Never what somebody said."""

import json
import sys
from io import TextIOBase
from typing import TextIO

from coach.effects import Effect
from coach.events import Event
from coach.shown import shown


class Feed:
    """Implements `coach.ports.Observer`: one object a line, with its `seconds` on the session's clock."""

    def __init__(self, output: TextIO | TextIOBase | None = None) -> None:
        """`output`: standard output by default."""
        self._output = output or sys.stdout

    def note(self, what: Event | Effect, now: float) -> None:
        """Write a line, where there is something to show."""
        told = shown(what)
        if told:
            print(json.dumps({"seconds": round(now, 3)} | told), file=self._output, flush=True)
