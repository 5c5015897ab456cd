"""Standard input, output and error, where any of them may be missing, closed, full or gone.

What is missing is opened on nothing, or the next file that is opened would take its place. Standard output that cannot
be written to is told, as results get lost; what cannot be written to standard error is nothing that could be told.
"""

import io
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from coach import plain_file
from coach.errors import CallerError, DeviceError

Buffer = Any
"""Bytes and their like: `collections.abc.Buffer`, from Python 3.12 on."""
MISSING = {0: os.O_RDONLY, 1: os.O_RDONLY, 2: os.O_WRONLY}
"""How nothing is opened in their place. Output is opened to be read, so that whoever writes to it is told."""

MOST_BYTES = 50_000_000
"""Of a text that somebody gives a command to read."""


class Output(io.FileIO):
    """Standard output: says once, in words of ours, that it cannot be written to. From then on it leads nowhere."""

    def write(self, data: Buffer) -> int:
        """Write. Raises DeviceError; BrokenPipeError where the reader has gone, as with `| head`."""
        try:
            return super().write(data)
        except OSError as failure:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            if isinstance(failure, BrokenPipeError):
                raise
            raise DeviceError(
                f"Standard output cannot be written to ({failure.strerror}).", "Give it a file or a pipe that can."
            ) from None


class Complaints(io.FileIO):
    """Standard error: what cannot be written is dropped."""

    def write(self, data: Buffer) -> int:
        """Write as far as possible."""
        try:
            return super().write(data)
        except OSError:
            return len(data)


def lines_of(path: Path | None) -> list[str]:
    """The lines of a text file or a pipe; of standard input without one. Raises CallerError."""
    try:
        return (sys.stdin.read() if path is None else text_of(path)).splitlines()
    except (OSError, UnicodeDecodeError) as unreadable:
        raise CallerError(
            f"{path or 'Standard input'}: cannot be read ({unreadable}).",
            "Give a text file in UTF-8, one phrase a line.",
        ) from None


def text_of(path: Path) -> str:
    """What is in a text file or a pipe, as long as it ends. Raises OSError, UnicodeDecodeError."""
    with path.open("rb") as file:
        return plain_file.at_most(file, MOST_BYTES, path).decode("utf-8-sig")


def mend() -> None:
    """See that all three are there."""
    for descriptor, mode in MISSING.items():
        try:
            os.fstat(descriptor)
        except OSError:
            os.set_inheritable(os.open(os.devnull, mode), True)  # the lowest number that is free: this one
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
    sys.stdout = _text(Output(1, "w", closefd=False), sys.stdout)
    sys.stderr = _text(Complaints(2, "w", closefd=False), sys.stderr)


def _text(raw: io.FileIO, before: TextIO | None) -> TextIO:
    """A stream of text over it. A sign that the terminal's encoding lacks, or that no file's name should have, is
    written as its code."""
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=before.encoding if before else "utf-8",
        errors="backslashreplace",
        line_buffering=raw.isatty() or isinstance(raw, Complaints),
    )
