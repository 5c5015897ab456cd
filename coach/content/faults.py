"""The faults that a pack can have: one code each, with a page in `faults.yaml` that says what it means.

A check yields flaws: a place in the file, a code, a sentence. The loader turns them into faults with line and column.
Every code has a failing fixture in `tests/packs/`. `coach.document` tells those of a file's shape (D001 ...),
`coach.rehearsal.audition` those that only an ear finds (A001 ...).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import RootModel

from coach.document import Checked, Where, read

PAGES = Path(__file__).with_suffix(".yaml")


class Page(Checked):
    """A code in words: its sentence, what that means, why it matters to who listens, and an example with its cure."""

    sentence: str
    means: str
    matters: str
    wrong: str
    right: str


class Pages(RootModel[dict[str, Page]]):
    """All of them, by code."""


def pages() -> dict[str, Page]:
    """The page of every code that `coach check` may tell."""
    return read(PAGES, Pages).content.root


class Flaw(NamedTuple):
    """What is wrong at a place in one file."""

    where: Where
    code: str
    message: str


Flaws = Iterator[Flaw]
