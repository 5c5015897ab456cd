"""A screen that looks on."""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from coach.effects import Line, Say
from coach.events import SessionStarted
from coach.terminal.feed import Feed
from coach.terminal.onlooker import Onlooker
from coach.terminal.streams import Output

HELLO = Say((Line("a.b", "Hello."),))


@contextmanager
def screen(descriptor: int) -> Iterator[TextIO]:
    """Standard output as a program has it."""
    stream = io.TextIOWrapper(io.BufferedWriter(Output(descriptor, "w")))
    yield stream
    stream.close()


def test_a_full_disk_ends_no_session() -> None:
    """Nothing is raised; what cannot be shown is not shown."""
    with screen(os.open("/dev/full", os.O_WRONLY)) as full:
        for _ in range(3):
            Feed(Onlooker(full)).note(HELLO, 0.0)


def test_a_reader_that_went_away_ends_no_session() -> None:
    """As a browser does that was closed."""
    reading, writing = os.pipe()
    os.close(reading)
    with screen(writing) as gone:
        for _ in range(3):
            Feed(Onlooker(gone)).note(HELLO, 0.0)


def test_a_reader_that_stands_still_holds_up_no_session() -> None:
    """Far more is said than a pipe holds; it gets what is kept when it reads again."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as slow:
        feed = Feed(Onlooker(slow))
        for number in range(1500):
            feed.note(HELLO, number)
        first = os.read(reading, 65536).decode().splitlines()
        feed.note(HELLO, 1500)
        feed.note(SessionStarted(), 1501)
        later = os.read(reading, 65536).decode().splitlines()
    os.close(reading)
    assert '"seconds": 0' in first[0] and len(later) > 100
