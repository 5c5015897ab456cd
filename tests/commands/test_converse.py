"""`coach converse`: whole sessions in text, as authors, clinicians and reports have them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main


@pytest.fixture(autouse=True)
def in_the_united_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose numbers are named does not depend on the machine."""
    monkeypatch.setenv("COACH_COUNTRY", "us")


def conversed(tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: str, *options: str) -> list[dict[str, Any]]:
    """The objects of a conversation."""
    replies = tmp_path / "replies.txt"
    replies.write_text(lines, encoding="utf-8")
    assert main(["converse", str(replies), "--json", *options]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_reply_is_a_turn_and_the_last_object_tells_how_it_ended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program reads where it was said, what the coach had said, and what was made of it."""
    turns = conversed(tmp_path, capsys, "ready\n9\n~\n# a remark\n\ni want to die\nyes\n")
    assert [turn.get("reply") for turn in turns] == ["ready", "9", "~", "i want to die", "yes", None]
    nine, danger, path, end = turns[1], turns[3], turns[4], turns[5]
    assert (nine["part"], nine["step"], nine["understood"], nine["verdict"]) == ("check_in", "craving", "nine", "none")
    assert "how strong" in nine["said"][-1]
    assert (danger["path"], danger["verdict"], danger["staff_called"]) == (None, "risk", True)
    assert (path["path"], path["part"], path["staff_called"]) == ("suicide", "safety", False)
    assert (end["ended"], end["path"]) == (False, "suicide")
    assert end["seconds"] > 60


def test_it_begins_where_it_is_told_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An author looks at one step, with the rating that leads there."""
    turns = conversed(tmp_path, capsys, "in my chest\n", "--at", "urge_surfing.locate", "--say", "craving_before=7")
    assert (turns[0]["exercise"], turns[0]["step"]) == ("urge_surfing", "locate")


def test_silences_pass_by_themselves_and_what_has_a_star_is_said_in_the_next_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So a file of replies need not know how many silences there are."""
    turns = conversed(
        tmp_path, capsys, "*stop\nthree minutes\nmy feet\n", "--at", "urge_surfing", "--say", "craving_before=7"
    )
    assert [turn.get("reply") for turn in turns][:3] == ["three minutes", "my feet", "stop"]
    assert turns[2]["step"] == "settle_feet"
    assert turns[-1]["part"] in ("stopped", "ended")
    plainly = conversed(tmp_path, capsys, "three minutes\nmy feet\nin my chest\n", "--at", "urge_surfing")
    assert plainly[2]["step"] == "locate"


def test_a_key_is_pressed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As at a kiosk."""
    turns = conversed(tmp_path, capsys, "ready\nkey:help\n")
    assert turns[1]["understood"] == "help"
    assert any("person" in line for line in turns[2]["said"])


def test_it_reads_standard_input_and_prints_a_transcript(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For people: who says what, and where it stands when the lines are over."""
    monkeypatch.setattr("sys.stdin", io.StringIO("ready\nseven\n"))
    assert main(["converse"]) == 0
    shown = capsys.readouterr().out
    assert "coach   " in shown
    assert "person  ready" in shown
    assert "(the lines end here, in check_in" in shown


def test_a_conversation_that_ends_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And what comes after it is not needed."""
    turns = conversed(tmp_path, capsys, "stop\nstop\nstop\nstop\n")
    assert turns[-1]["ended"] is True


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--at", "urge_surfin"], "urge_surfing"),
        (["--at", "urge_surfing.nowhere"], "locate"),
        (["--say", "craving_before=eleven"], "from 0 to 10"),
        (["--say", "craving_before=11"], "from 0 to 10"),
        (["nowhere.txt"], "nowhere.txt"),
    ],
)
def test_what_it_cannot_use_is_named(capsys: pytest.CaptureFixture[str], options: list[str], says: str) -> None:
    """With what there is instead."""
    assert main(["converse", *options]) == 2
    assert says in capsys.readouterr().err
