"""What stands in the memory of other processes, as whoever may look there would find it: root, or their parent."""

import os
import re
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import numpy as np
import pytest

READABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r\S+ \S+ \S+ \S+ *(.*)")
NOT_OURS = ("[vvar", "[vsyscall", "/dev/")
"""The kernel's own pages, and what belongs to a device."""
ENTRY_BYTES = 8
"""Of the kernel's pagemap; bit 63: in memory, bit 62: put out of it."""


def copies(pid: int, words: str) -> int:
    """How often the words stand there, written in any case; 0 for a process that has ended. Skips where one may not."""
    wanted = words.lower().encode()
    try:
        return sum(region.lower().count(wanted) for region in regions(pid))
    except PermissionError:
        pytest.skip("Looking into another process's memory needs root here.")
    except (FileNotFoundError, ProcessLookupError):
        return 0


def regions(pid: int) -> Iterator[bytes]:
    """All that can be read of it, and that is anything but untouched, part by part.

    A browser has gigabytes of room that it never used. Raises OSError where one may not, or where it has ended.
    """
    page_bytes = os.sysconf("SC_PAGE_SIZE")
    with (
        Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory,
        Path(f"/proc/{pid}/pagemap").open("rb", buffering=0) as pages,
    ):
        for begin, end, name in READABLE.findall(Path(f"/proc/{pid}/maps").read_text()):
            if name.startswith(NOT_OURS):
                continue
            first, last = int(begin, 16) // page_bytes, int(end, 16) // page_bytes
            for start, stop in _touched(pages, first, last):
                memory.seek(start * page_bytes)
                try:
                    yield memory.read((stop - start) * page_bytes)
                except OSError:  # beyond the end of a file that is mapped; a region that is gone
                    continue


def _touched(pages: FileIO, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Runs of pages that stand in memory, or were put out of it for a while, among these."""
    pages.seek(first * ENTRY_BYTES)
    entries = np.frombuffer(pages.read((last - first) * ENTRY_BYTES), np.uint64)
    touched = np.concatenate([[False], (entries >> np.uint64(62)) > 0, [False]])
    edges = first + np.flatnonzero(touched[1:] != touched[:-1])
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
