"""The command line as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from coach import __version__
from coach.cli import COMMANDS, main

COACH = Path(sys.executable).with_name("coach")


def leave(*words: str) -> int | str | None:
    """The exit code of a call that argparse ends by itself."""
    with pytest.raises(SystemExit) as left:
        main(words)
    return left.value.code


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` exits with 0 and says how to call it and what it is for."""
    assert leave(command, "--help") == 0
    out = capsys.readouterr().out
    assert out.startswith(f"usage: coach {command}")
    assert len(out.splitlines()) > 5


def test_the_help_lists_every_command_with_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """`coach --help` is where somebody begins."""
    assert leave("--help") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    listed = {words[0] for words in lines if len(words) > 3}
    assert set(COMMANDS) <= listed


def test_it_knows_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    """For a report to its makers."""
    assert leave("--version") == 0
    assert capsys.readouterr().out == f"coach {__version__}\n"


@pytest.mark.parametrize("words", [[], ["sing"], ["models", "--loud"]])
def test_called_wrongly_it_exits_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """No command, an unknown one, an unknown option; the usage goes to stderr."""
    assert leave(*words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("usage: coach")


def test_an_error_is_one_line_on_stderr(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It names the thing and the fix, and is no traceback; settings are the caller's."""
    monkeypatch.setenv("COACH_SETTINGS", "/no/such/coach.yaml")
    assert main(["models"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("coach: /no/such/coach.yaml")
    assert "Traceback" not in captured.err


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`coach models | head -0` prints nothing on stderr."""
    with subprocess.Popen([COACH, "models"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
