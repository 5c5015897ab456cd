"""`coach preview` makes a page that a clinician can read, hear and sign."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from coach import cli
from coach.content import signatures
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


def reviewed(folder: Path) -> Path:
    """A pack with an exercise that is no draft any more."""
    pack = Path(shutil.copytree(GOOD, folder / "pack"))
    rest = pack / "exercises" / "rest.yaml"
    signed = f"status: reviewed\nreviewer: Dr Jane Roe\nreviewed_on: '{date.today()}'"
    rest.write_text(rest.read_text().replace("status: draft", signed))
    return pack


def test_a_signature_is_recorded_beside_the_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who, when, and the checksum that the page shows; words that are no script are signed too."""
    pack = reviewed(tmp_path)
    for name in ("rest", "repair"):
        assert cli.main(["preview", name, "--pack", str(pack), "--sign", "Dr Jane Roe", "--json"]) == 0
    rest, repair = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert rest["content"] == "exercises/rest.yaml" and rest["by"] == "Dr Jane Roe"
    assert rest["sha256"] == hashlib.sha256((pack / "exercises" / "rest.yaml").read_bytes()).hexdigest()
    assert repair["content"] == "repair.yaml"
    assert [signature.content for signature in signatures.of_pack(pack)] == ["exercises/rest.yaml", "repair.yaml"]


def test_a_changed_file_is_told_by_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a fault, with whose signature it was."""
    pack = reviewed(tmp_path)
    assert cli.main(["preview", "repair", "--pack", str(pack), "--sign", "Dr Jane Roe"]) == 0
    (pack / "repair.yaml").write_text((pack / "repair.yaml").read_text() + "\n")
    assert cli.main(["check", str(pack)]) == 1
    assert "repair.yaml: C067 changed since Dr Jane Roe signed it on" in " ".join(capsys.readouterr().err.split())


def test_a_draft_is_not_signed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its author says that it is not done; what has faults is not signed either."""
    pack = Path(shutil.copytree(GOOD, tmp_path / "pack"))
    assert cli.main(["preview", "rest", "--pack", str(pack), "--sign", "Dr Jane Roe"]) == 2
    assert "calls itself a draft" in capsys.readouterr().err
    (pack / "words.yaml").unlink()
    assert cli.main(["preview", "repair", "--pack", str(pack), "--sign", "Dr Jane Roe"]) == 1
    assert not (pack / signatures.FILE).exists()


def test_it_is_told_what_is_to_be_done_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A page or a signature."""
    assert cli.main(["preview", "rest", "--pack", str(GOOD)]) == 2
    assert "--out DIR for a page, or --sign NAME" in capsys.readouterr().err
