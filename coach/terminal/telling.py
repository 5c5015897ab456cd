"""What the program tells a person: as wide as their terminal, and with commands as they have to type them."""

import sys
from typing import TextIO

from coach.errors import CoachError
from coach.terminal.called import as_called
from coach.terminal.layout import row, width_of, wrapped


def show(text: str, stream: TextIO | None = None) -> None:
    """Print a text; on standard output by default. In a file or a pipe its lines stay as they are."""
    stream = stream or sys.stdout
    print(wrapped(as_called(text), width_of(stream)), file=stream, flush=True)


def tell(told: object) -> None:
    """Say something of the program itself, beside what it shows: on standard error."""
    show(f"coach: {told}", sys.stderr)


def tell_early_end(failed: CoachError) -> None:
    """That a session was not held to its end, and why."""
    tell(f"the session ended early. {failed}")


def show_row(head: str, text: str) -> None:
    """Print a row of a table."""
    print(row(head, as_called(text), width_of(sys.stdout)), flush=True)
