"""What stands in the memory of other processes, as whoever may look there would find it: root, or their parent."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

READABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r\S+ \S+ \S+ \S+ *(.*)")
NOT_OURS = ("[vvar", "[vsyscall", "/dev/")
"""The kernel's own pages, and what belongs to a device."""
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
THERE = 62
"""Of an entry in /proc/PID/pagemap: the two highest bits, in memory or swapped out."""


def copies(pid: int, words: str) -> int:
    """How often the words stand there, written in any case; 0 for a process that has ended. Skips where one may not."""
    wanted = words.lower().encode()
    try:
        return sum(stretch.lower().count(wanted) for stretch in _stretches(pid))
    except PermissionError:
        pytest.skip("Looking into another process's memory needs root here.")
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _stretches(pid: int) -> Iterator[bytes]:
    """All that is there, page after page. A browser sets aside a thousand times as much as it uses."""
    regions = READABLE.findall(Path(f"/proc/{pid}/maps").read_text())
    with (
        Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory,
        Path(f"/proc/{pid}/pagemap").open("rb", buffering=0) as pages,
    ):
        for begin, end, name in regions:
            if name.startswith(NOT_OURS):
                continue
            first, last = int(begin, 16) // PAGE_BYTES, int(end, 16) // PAGE_BYTES
            pages.seek(8 * first)
            there = np.frombuffer(pages.read(8 * (last - first)), "<u8") >> np.uint64(THERE) != 0
            edges = np.flatnonzero(np.diff(there, prepend=False, append=False))
            for start, stop in edges.reshape(-1, 2):
                memory.seek((first + int(start)) * PAGE_BYTES)
                try:
                    yield memory.read(int(stop - start) * PAGE_BYTES)
                except OSError:  # beyond the end of a file that is mapped; a region that is gone
                    continue
