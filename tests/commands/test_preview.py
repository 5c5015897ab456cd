"""`coach preview` makes a page that a clinician can read, hear and sign."""

import json
from pathlib import Path

import pytest

from coach import cli
from tests.content.scripts import GOOD


@pytest.mark.engines
def test_one_page_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With every line in the coach's own voice."""
    assert cli.main(["preview", "rest", "--pack", str(GOOD), "--out", str(tmp_path / "review"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    page = tmp_path / "review" / "rest.html"
    assert told == {"exercise": "rest", "path": str(page), "lines": 1, "bytes": page.stat().st_size}
    assert "data:audio/mpeg" in page.read_text()


def test_an_exercise_that_is_not_there_is_called_wrongly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that there are, are named."""
    assert cli.main(["preview", "surfing", "--pack", str(GOOD), "--out", str(tmp_path)]) == 2
    assert "rest" in capsys.readouterr().err


@pytest.mark.engines
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a traceback."""
    (tmp_path / "file").write_text("")
    assert cli.main(["preview", "rest", "--pack", str(GOOD), "--out", str(tmp_path / "file")]) == 1
    assert "cannot be written" in capsys.readouterr().err
