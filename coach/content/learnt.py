"""What a pack has learnt of danger from examples, as a file: which safety paths it tells of."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from numpy.lib.npyio import NpzFile

from coach import plain_file

NONE = "none"
"""The kind of what is harmless. The others are a danger and its path: "risk overdose", "ask overdose"."""
MOST_BYTES = 64_000_000
"""Of the file, and of what is packed in it; the English pack's has 8 and 10 million."""


def paths_known(path: Path) -> frozenset[str]:
    """The safety paths that a network tells of. Raises ValueError where the file holds none."""
    with opened(path) as stored:
        kinds: list[str] = stored["kinds"].tolist()
        return frozenset(kind.partition(" ")[2] for kind in kinds if kind != NONE)


@contextmanager
def opened(path: Path) -> Iterator[NpzFile]:
    """What is stored, by name. Raises ValueError, also for whatever is found wrong with it meanwhile."""
    try:
        content = io.BytesIO(plain_file.read(path, MOST_BYTES))
        with ZipFile(content) as members:
            if sum(member.file_size for member in members.infolist()) > MOST_BYTES:
                raise ValueError(f"it unpacks to over {MOST_BYTES} bytes")
        content.seek(0)
        with np.load(content) as stored:
            yield stored
    except Exception as unread:  # numpy, zipfile, zlib and onnxruntime have no common class of errors
        raise ValueError(f"no network can be read from it ({unread})") from None
