"""Looks for words that a person said: in memory, in files, in a page, in what went over the network.

Everybody says the same two words, that no program here has a reason to know, and a third of their own.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from scripts.measure.processes import pids
from tests.memory import regions

STEM = "purple elephant"
"""As `tests/test_privacy.py`: the ear hears it as it is written."""
TAILS = (
    "umbrella", "pineapple", "butterfly", "telephone", "basketball", "sandwich", "carpenter", "lemonade", "cucumber",
    "dinosaur", "saucepan", "firework", "hamburger", "kangaroo", "librarian", "mosquito", "newspaper", "chocolate",
    "pancake", "raspberry", "saxophone", "tomato", "volcano", "windmill",
)  # fmt: skip
"""None of which the ear makes danger of: "octopus" came as "Tacitpus", and the network took that for an overdose; then
the visit was another one than was planned."""
ENCODINGS = ("utf-8", "utf-16-le")
"""A browser keeps some of its text in the second."""
AROUND_BYTES = 24
MOST_BYTES = 200_000_000


def words_of(number: int) -> str:
    """What the visitor of this number says."""
    return f"{STEM} {TAILS[number % len(TAILS)]}"


def in_bytes(data: bytes) -> list[str]:
    """Each place where the words stand, with what is around it."""
    lower = data.lower()
    found = []
    for encoding in ENCODINGS:
        wanted = STEM.encode(encoding)
        if wanted not in lower:  # ten times as fast as to look for each
            continue
        for place in re.finditer(re.escape(wanted), lower):
            end = place.end() + AROUND_BYTES * (len(wanted) // len(STEM))
            around = lower[place.start() : end].decode(encoding, "replace")
            found.append("".join(letter if letter.isprintable() else "." for letter in around))
    return found


def in_memory(pid: int, but: int | None = None) -> Iterator[str]:
    """Of a process and all that it started, `but` one of those and what that started: whose, and what."""
    others = {*pids(but)} if but else set[int]()
    for member in [member for member in pids(pid) if member not in others]:
        try:
            name = Path(f"/proc/{member}/comm").read_text(encoding="utf-8").strip()
            for region in regions(member):
                yield from (f"memory of {name}: {found}" for found in in_bytes(region))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue  # it ended meanwhile


def in_files(folders: Iterable[Path]) -> Iterator[str]:
    """Of whole folders, names of files too."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield from (f"name of {path}" for _ in in_bytes(os.fsencode(path.name)))
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= MOST_BYTES:
                yield from (f"{path}: {found}" for found in in_bytes(_bytes(path)))


def in_messages(heard: Iterable[tuple[float, str, bytes]]) -> Iterator[str]:
    """Of what went over the broker."""
    for _, topic, payload in heard:
        yield from (f"message to {topic}: {found}" for found in in_bytes(topic.encode() + b" " + payload))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # a browser's file that is gone already, or a pipe
