"""`coach safety`: what the safety listener makes of a list of phrases."""

import json
from pathlib import Path

import pytest

from coach.cli import main


def test_each_phrase_gets_its_verdict_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object a line: verdict, path, and why: the rule and the words."""
    (tmp_path / "phrases.txt").write_text("I want to die.\nmy heart is pounding\n\nabout a seven\n")
    assert main(["safety", "--file", str(tmp_path / "phrases.txt"), "--json"]) == 0
    risk, ask, empty, none = map(json.loads, capsys.readouterr().out.splitlines())
    assert (risk["verdict"], risk["path"]) == ("risk", "suicide")
    assert risk["why"]["words"] == "want to die" and risk["why"]["rule"]
    assert (ask["verdict"], ask["path"]) == ("ask", "medical")
    assert none == empty == {"verdict": "none", "path": None, "why": None}


def test_people_read_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The verdict, the phrase, and in brackets why."""
    (tmp_path / "phrases.txt").write_text("i want to die\nseven\n")
    assert main(["safety", "--file", str(tmp_path / "phrases.txt")]) == 0
    risk, none = capsys.readouterr().out.splitlines()
    assert risk.startswith("risk  i want to die  (suicide, ") and none == "none  seven"


def test_what_was_learnt_is_said_where_it_makes_less_of_a_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which rule it was, and what it alone would have called for: also where nothing is left."""
    (tmp_path / "phrases.txt").write_text("my cat won't wake up from her nap\ni drank too much coffee\n")
    assert main(["safety", "--file", str(tmp_path / "phrases.txt"), "--json"]) == 0
    cat, coffee = map(json.loads, capsys.readouterr().out.splitlines())
    assert (cat["verdict"], cat["why"]["lowered_from"]) == ("ask", "risk")
    assert (coffee["verdict"], coffee["path"], coffee["why"]["lowered_from"]) == ("none", None, "ask")
    assert coffee["why"]["rule"]
    assert main(["safety", "--file", str(tmp_path / "phrases.txt")]) == 0
    assert all("lowered from" in line for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, and what to give instead."""
    assert main(["safety", "--file", str(tmp_path / name)]) == 2
    assert "Give a text file in UTF-8" in capsys.readouterr().err


def test_a_file_that_is_no_text_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sound given by mistake."""
    (tmp_path / "sound.wav").write_bytes(b"RIFF\xff\xfe\x00")
    assert main(["safety", "--file", str(tmp_path / "sound.wav")]) == 2
    assert "sound.wav" in capsys.readouterr().err
