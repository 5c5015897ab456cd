"""`coach check` tells an author every mistake, and where it stands."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from coach import cli
from tests.content.scripts import GOOD

BAD = {  # how a file may be no pack file at all, and the code that it has then
    "D002": "id: [\n",
    "D003": "id: rest\nid: rest\n",
    "D004": "id: rest\nstpes: {}\n",
    "D005": "id: rest\n",
    "D006": "id: 7\n",
    "D007": "id: rest\ntitle: yes\n",
    "D008": "id: &one rest\ntitle: *one\n",
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack that a test may spoil."""
    return shutil.copytree(GOOD, tmp_path / "pack")


def test_a_good_pack_is_counted_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Exercises, lines, and how many scripts no clinician has signed."""
    assert cli.main(["check", str(GOOD)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("good (en-US): no faults. 1 exercises, 68 lines, 9 drafts.\n")


def test_a_program_may_read_the_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON."""
    assert cli.main(["check", str(GOOD), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told.pop("left_out"), list)
    assert told == {"pack": str(GOOD), "faults": [], "exercises": 1, "lines": 68, "drafts": 9}


@pytest.mark.parametrize("code", BAD)
def test_a_file_that_is_no_pack_file_is_told_with_its_line(
    code: str, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also what only YAML or the format finds."""
    (pack / "exercises" / "rest.yaml").write_text(BAD[code])
    assert cli.main(["check", str(pack)]) == 1
    told = capsys.readouterr().err
    assert f"{pack}/exercises/rest.yaml:" in told and f" {code} " in told
    assert "Mend these lines" in told and "Traceback" not in told


def test_a_program_may_read_the_faults(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, line, column, code and sentence of each."""
    (pack / "exercises" / "rest.yaml").write_text(BAD["D006"])
    assert cli.main(["check", str(pack), "--json"]) == 1
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert {"D005", "D006"} == {fault["code"] for fault in faults}
    assert all(set(fault) == {"path", "line", "column", "code", "message"} for fault in faults)


def test_a_pack_that_is_not_there_is_called_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    """The error names those that there are, and the exit code is 2."""
    assert cli.main(["check", "xx"]) == 2
    assert "There is no pack 'xx'. Name one of these: en" in capsys.readouterr().err


def test_a_code_is_explained_on_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    """What it means, why it matters, what fails and what is right; in capitals or not."""
    assert cli.main(["check", "--explain", "c042"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("C042: a line is too long to be taken in by ear.")
    for part in ("Why it matters: ", "This fails:\n    ", "This is right:\n    "):
        assert part in told


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """A line each; as JSON with the whole pages."""
    assert cli.main(["check", "--explain"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "D003  a key stands twice" in told
    assert cli.main(["check", "--explain", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(told)


def test_a_code_that_is_not_there_is_called_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    """With how to find those that there are."""
    assert cli.main(["check", "--explain", "C999"]) == 2
    assert "coach check --explain" in capsys.readouterr().err


@pytest.mark.engines
def test_the_english_pack_could_be_signed(capsys: pytest.CaptureFixture[str]) -> None:
    """No fault that a careful reader would find."""
    assert cli.main(["check", "en"]) == 0
    assert capsys.readouterr().out.startswith("en (en-US): no faults. ")


def test_what_was_learnt_is_tried_too(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A network that names the right paths and cannot read is found here, not by somebody in danger."""
    np.savez(pack / "risk.npz", kinds=np.array(["none", "risk danger"]), pieces=np.array(["[UNK]"]), network=b"none")
    assert cli.main(["check", str(pack)]) == 1
    assert "risk.npz: C019 no network can be read from it" in capsys.readouterr().err
