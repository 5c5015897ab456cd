"""Text laid out for the width of a terminal, as it is at this moment: lines break between words, never inside them."""

import os
import re
import textwrap
from io import TextIOBase
from typing import TextIO

NARROWEST = 20
ROW_HEAD_AT_MOST = 0.4
"""Of the width. Where the first column of a table takes more, the second stands below it."""


def width_of(stream: TextIO | TextIOBase) -> int | None:
    """How many columns the terminal has that this is written to; None where it is no terminal."""
    try:
        return max(os.get_terminal_size(stream.fileno()).columns or 80, NARROWEST) if stream.isatty() else None
    except (OSError, ValueError):
        return None


def wrapped(text: str, width: int | None, hanging: str = "") -> str:
    """The same text, its lines no longer than this. A line that begins with spaces goes on under its first word."""
    if width is None:
        return text
    return "\n".join(_line(line, width, hanging) for line in text.split("\n"))


def row(head: str, text: str, width: int | None) -> str:
    """A row of a table: the text beside its head, and under itself. In a narrow terminal it stands below the head."""
    below = width is not None and len(head) > width * ROW_HEAD_AT_MOST
    column = " " * (2 if below else len(head))
    beside = "\n".join(wrapped(column + line, width) for line in text.split("\n"))
    return f"{head.rstrip()}\n{beside}" if below else head + beside.removeprefix(column)


def page(text: str, width: int) -> str:
    """A text as authors of help write it: paragraphs in lines of any length, and lines with two spaces in front of
    them, which are examples: what to type, more than two spaces, and what it does."""
    lines: list[str] = []
    for block in re.split(r"\n{2,}", text.strip("\n")):
        lines += _block(block.split("\n"), width)
        lines.append("")
    return "\n".join(lines[:-1])


def _block(block: list[str], width: int) -> list[str]:
    examples = [line for line in block if line.startswith("  ")]
    told = " ".join(line for line in block if not line.startswith("  "))
    before = [wrapped(told, width)] if told else []
    in_columns = all(len(example) <= width for example in examples)
    return before + (examples if in_columns else [_below(example, width) for example in examples])


def _below(example: str, width: int) -> str:
    """What an example does, below what is typed."""
    typed, *does = re.split(r" {3,}", example.strip(), maxsplit=1)
    goes_on = example.startswith("   ")  # from the line above
    typing = wrapped(f"{'      ' if goes_on else '  '}{typed}", width, " " * 6)
    return "\n".join([typing, *(wrapped(f"      {each}", width) for each in does)])


def _line(line: str, width: int, hanging: str) -> str:
    indent = line[: len(line) - len(line.lstrip(" "))]
    return textwrap.fill(
        line.strip(" "),
        width,
        initial_indent=indent,
        subsequent_indent=hanging or indent,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        drop_whitespace=True,
    )
