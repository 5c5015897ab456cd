"""The file of what a pack has learnt, as far as a pack's check looks into it."""

from pathlib import Path

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
