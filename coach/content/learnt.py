"""What a pack has learnt of danger from examples, as a file: which safety paths it tells of."""

from pathlib import Path
from zipfile import BadZipFile

import numpy as np

NONE = "none"
"""The kind of what is harmless. The others are a danger and its path: "risk overdose", "ask overdose"."""


def paths_known(path: Path) -> frozenset[str]:
    """The safety paths that a network tells of. Raises ValueError where the file holds none."""
    try:
        with np.load(path) as stored:
            kinds: list[str] = stored["kinds"].tolist()
    except (OSError, ValueError, KeyError, BadZipFile) as unread:
        raise ValueError(f"no network can be read from it ({unread})") from None
    return frozenset(kind.partition(" ")[2] for kind in kinds if kind != NONE)
