"""What is confused with what."""

from pathlib import Path

import pytest

from scripts.measure.picture import confusions, draw_confusions
from tests.scripts.measure.made import ASKED, REJECTED, RIGHT, SILENT, WRONG


def test_each_clip_is_counted_where_it_belongs() -> None:
    """Rejected and unheard is nothing; what was asked about counts as heard."""
    meant, heard, counts = confusions([RIGHT, ASKED, WRONG, REJECTED, SILENT])
    assert (meant, heard) == (["seven"], ["seven", "eleven", "(nothing)"])
    assert counts.tolist() == [[2, 1, 2]]


def test_a_picture_is_drawn(tmp_path: Path) -> None:
    """Into a folder that need not be there."""
    pytest.importorskip("matplotlib")
    draw_confusions([RIGHT, WRONG, REJECTED], "digits, clean", tmp_path / "new" / "digits.png")
    assert (tmp_path / "new" / "digits.png").read_bytes().startswith(b"\x89PNG")
