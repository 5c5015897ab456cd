"""The file of what a pack has learnt, as far as a pack's check looks into it."""

import os
from pathlib import Path

import numpy as np
import pytest

from coach.content.learnt import paths_known
from coach.content.pack import RISK_NETWORK, Pack


def test_it_tells_of_the_paths_of_its_pack(english: Pack) -> None:
    """And of no others."""
    assert paths_known(english.folder / RISK_NETWORK) == english.risk.paths.keys()


def test_what_is_no_such_file_says_so(tmp_path: Path) -> None:
    """A pack's check tells it to the author."""
    (tmp_path / RISK_NETWORK).write_bytes(b"not a network")
    with pytest.raises(ValueError, match="no network can be read"):
        paths_known(tmp_path / RISK_NETWORK)


@pytest.mark.parametrize("kind", ["pipe", "device", "lost link", "one array", "too large"])
def test_what_would_keep_somebody_waiting_is_none(tmp_path: Path, kind: str) -> None:
    """Nothing waits for a pipe, and what grows on unpacking is not unpacked."""
    path = tmp_path / RISK_NETWORK
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "lost link":
            path.symlink_to("nowhere")
        case "one array":
            with path.open("wb") as file:
                np.save(file, np.zeros(3))
        case "too large":
            np.savez_compressed(path, kinds=np.zeros(70_000_000, np.uint8))
    with pytest.raises(ValueError, match="no network can be read"):
        paths_known(path)
