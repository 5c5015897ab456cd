"""`coach paths` tells an author whether everybody comes through."""

import json
import shutil
from pathlib import Path

import pytest

from coach import cli
from tests.content.scripts import GOOD

NEVER = """
id: never
title: never
version: 1
locale: en-US
status: draft
author: nobody
sources: [a test]
steps:
  begin:
    say: {begin: Are you well?}
    ask:
      answers: {"yes": {}, "no": {}}
      hint: {hint: You can say yes.}
  weigh:
    branch: {first: craving_before, second: craving_before, fell: more, same: done, rose: done, unknown: done}
  more:
    say: {more: Ten quiet seconds.}
    wait_seconds: 10
  done:
    say: {done: Goodbye.}
    end: finish
"""


def test_every_exercise_and_safety_path_of_a_pack_is_walked(capsys: pytest.CaptureFixture[str]) -> None:
    """A line each."""
    assert cli.main(["paths", "--pack", str(GOOD)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in told] == ["rest", "danger"]
    assert told[0].startswith("rest: 1 of 1 steps, 0 of 0 answers, ")


def test_a_program_may_read_them(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON."""
    assert cli.main(["paths", "rest", "--pack", str(GOOD), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["exercise"] == "rest" and told["faults"] == []


def test_an_exercise_that_is_not_there_is_called_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    """Those that there are, are named."""
    assert cli.main(["paths", "surfing", "--pack", str(GOOD)]) == 2
    assert "Name one of these: rest, danger" in capsys.readouterr().err


def test_what_no_path_reaches_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A step that the file leads to, and the session never: no number is lower than itself."""
    pack = shutil.copytree(GOOD, tmp_path / "pack")
    (pack / "exercises" / "never.yaml").write_text(NEVER)
    assert cli.main(["paths", "never", "--pack", str(pack)]) == 1
    assert "never.more: no path reaches it" in capsys.readouterr().out
