"""What the program tells a person: as wide as their terminal, and with commands as they have to type them."""

import sys
from typing import TextIO

from coach.terminal.called import as_called
from coach.terminal.layout import row, width_of, wrapped


def show(text: str, stream: TextIO | None = None) -> None:
    """Print a text; on standard output by default. In a file or a pipe its lines stay as they are."""
    stream = stream or sys.stdout
    print(wrapped(as_called(text), width_of(stream)), file=stream, flush=True)


def show_row(head: str, text: str) -> None:
    """Print a row of a table."""
    print(row(head, as_called(text), width_of(sys.stdout)), flush=True)
