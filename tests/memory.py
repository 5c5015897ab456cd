"""What stands in the memory of other processes, as whoever may look there would find it: root, or their parent."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

READABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r\S+ \S+ \S+ \S+ *(.*)")
NOT_OURS = ("[vvar", "[vsyscall", "/dev/")
"""The kernel's own pages, and what belongs to a device."""


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
    """All that can be read of it, part by part. Raises OSError where one may not, or where it has ended."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for begin, end, name in READABLE.findall(Path(f"/proc/{pid}/maps").read_text()):
            if name.startswith(NOT_OURS):
                continue
            memory.seek(int(begin, 16))
            try:
                yield memory.read(int(end, 16) - int(begin, 16))
            except OSError:  # beyond the end of a file that is mapped; a region that is gone
                continue
