"""The command line as a whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from coach import __version__
from coach.cli import main
from coach.commands.command_line import COMMANDS

COACH = [sys.executable, "-m", "coach"]


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
    assert captured.err.startswith("coach: The settings file /no/such/coach.yaml: No such file")
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    ("words", "usage", "told"),
    [
        (["doctr"], "usage: coach [", "Did you mean doctor?"),
        (["models", "--jsn"], "usage: coach models", "Did you mean --json?"),
        (["hear", "--ear", "moonshne"], "usage: coach hear", "Did you mean moonshine?"),
        (["say"], "usage: coach say", "required: TEXT"),
    ],
)
def test_a_slip_is_answered_with_the_usage_of_what_was_meant(
    words: list[str], usage: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a guess, where one is near."""
    assert leave(*words) == 2
    captured = capsys.readouterr().err
    assert captured.startswith(usage) and told in captured


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "--explain", "C0042"], "Did you mean C042?"),
        (["check", "eng"], "Did you mean en?"),
        (["paths", "urge_surfin"], "Did you mean urge_surfing?"),
        (["preview", "urge_surfin", "--out", "x"], "Did you mean urge_surfing?"),
        (["rehearse", "clam"], "Did you mean calm?"),
        (["models", "fetch", "moonshine-tny"], "Did you mean moonshine"),
    ],
)
def test_a_name_that_is_nearly_right_is_guessed(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Packs, exercises, personas, models and codes; exit code 2."""
    assert main(words) == 2
    assert told in capsys.readouterr().err


TELLING = [["models"], ["models", "verify"], ["rehearse"], ["check", "--explain"], ["--help"], ["doctor", "--help"]]


@pytest.mark.parametrize("words", TELLING, ids=" ".join)
def test_a_full_disk_is_told_in_one_line(words: list[str]) -> None:
    """Exit code 1; whoever reads the result would miss some of it."""
    with open("/dev/full", "w") as full:
        told = subprocess.run([*COACH, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.startswith("coach: Standard output cannot be written to (No space left")
    assert len(told.stderr.splitlines()) == 1


@pytest.mark.parametrize(("closed", "exit_code"), [("<&-", 0), (">&-", 1), ("2>&-", 0), ("<&- >&- 2>&-", 1)])
def test_missing_streams_are_told_or_done_without(closed: str, exit_code: int) -> None:
    """A supervisor may close any of them."""
    shell = ["bash", "-c", f'exec "$@" {closed}', "bash"]
    told = subprocess.run([*shell, *COACH, "models"], capture_output=True, text=True, check=False)
    assert told.returncode == exit_code
    assert "Traceback" not in told.stderr and len(told.stderr.splitlines()) <= 1


def test_a_place_that_may_not_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is far too long, a folder that is somebody else's: one line, exit code 1 or 2."""
    long = "x" * 5000
    for words in (["check", long], ["rehearse", f"{long}.yaml"], ["hear", f"/{long}.wav"], ["safety", "--file", long]):
        assert main(words) in (1, 2)
    assert "Traceback" not in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`coach models | head -0` prints nothing on stderr."""
    with subprocess.Popen([*COACH, "models"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
