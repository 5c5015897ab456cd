"""`scripts/coach`: what it does before and after it is set up."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from coach import __version__
from coach.commands.command_line import COMMANDS
from tests.scripts.machine import HOUSE, Machine, machine


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("rehearse", "--help"), ("run", "--json", "-h")])
def test_a_new_clone_answers_for_help_at_once(fresh: Machine, words: tuple[str, ...]) -> None:
    """Nothing is installed for it, nor is a Python needed; every command is listed, as the coach itself lists it."""
    fresh.without("python3", "dpkg-query", "apt-get")
    told = fresh.run("scripts/coach", *words)
    assert told.returncode == 0
    listed = {" ".join(line.split()) for line in told.stdout.splitlines()}
    assert {f"{name} {summary}" for name, summary in COMMANDS.items()} <= listed
    assert not (fresh.clone / ".venv").exists() and fresh.calls() == []


def test_a_new_clone_knows_its_version(fresh: Machine) -> None:
    """For a report to its makers."""
    assert fresh.run("scripts/coach", "--version").stdout == f"coach {__version__}\n"
    assert fresh.calls() == []


@pytest.mark.parametrize("word", ["doctr", "--typed", ""])
def test_a_new_clone_knows_which_commands_there_are(fresh: Machine, word: str) -> None:
    """Nobody waits for two minutes to hear of a slip of the finger. Exit code 2, as from the coach."""
    told = fresh.run("scripts/coach", word)
    assert (told.returncode, fresh.calls()) == (2, [])
    assert word in told.stderr and "scripts/coach --help" in told.stderr


def test_the_first_start_sets_up_and_goes_on(fresh: Machine) -> None:
    """With what was asked for; without a word, it talks. Nothing of set-up stands on standard output."""
    assert fresh.run("scripts/coach").stdout == "the coach, called scripts/coach: run\n"


def test_the_second_start_starts_at_once(ready: Machine) -> None:
    """Nothing is looked at again, and nothing is said."""
    again = ready.run("scripts/coach", "say", "a  b")
    assert (again.stdout, again.stderr) == ("the coach, called scripts/coach: say a  b\n", "")
    assert ready.calls() == ["python -P -m coach say a  b"]


def test_help_of_what_is_set_up_is_the_coachs_own(ready: Machine) -> None:
    """Also of a command whose extra is not installed, which help does not need."""
    assert ready.run("scripts/coach", "rehearse", "--help").stdout.endswith(": rehearse --help\n")
    assert ready.calls("python -m pip") == []


@pytest.mark.parametrize(
    ("command", "extra"), [("rehearse", "pictures"), ("preview", "preview"), ("run --screen", "screen")]
)
def test_a_command_gets_its_extra_when_it_is_first_called(ready: Machine, command: str, extra: str) -> None:
    """And no package is asked for a second time: what rehearsals need was in the first list."""
    assert ready.run("scripts/coach", *command.split()).returncode == 0
    assert [call.split("/")[-1] for call in ready.calls("python -m pip")] == [f"{extra}.txt"]
    assert ready.calls("apt-get") == []


def test_the_coach_learns_how_it_was_called(ready: Machine) -> None:
    """So that its hints can be typed as they stand: by its path, quoted; by its name, where that is enough."""
    assert "called coach:" not in ready.run(str(ready.clone / "scripts" / "coach"), "models").stdout
    (ready.folder / "bin" / "coach").symlink_to(ready.clone / "scripts" / "coach")
    assert "called coach:" in ready.run("coach", "models").stdout


AWKWARD = ['The "new" $desk', "Nurse's Müller & co", "a `b` $(c) \\d", "  two  spaces", "100% #1; *", "-n"]


@pytest.mark.parametrize("name", AWKWARD)
@pytest.mark.parametrize("locale", ["C", "xx_XX.ISO-8859-1"])
def test_it_starts_in_any_folder_and_locale(tmp_path: Path, name: str, locale: str) -> None:
    """With the real Python: quotation marks, dollar signs and umlauts in the path, also where the locale has none."""
    clone = tmp_path / name / "coach"
    with machine() as made:
        clone.parent.mkdir()
        made.clone.rename(clone)
        made.clone = clone
        made.settings["LC_ALL"] = locale
        venv.create(clone / ".venv", symlinks=True)
        python = clone / ".venv" / "bin" / "python"
        packages = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
        Path(packages.decode().strip(), "coach.pth").write_text(f"{clone}\n", encoding="utf-8")
        _mark_as_set_up(clone, python)
        for file in ("__main__.py", "cli.py", "errors.py", "plain_file.py"):
            shutil.copy(HOUSE / "coach" / file, clone / "coach" / file)
        for room in ("commands", "terminal"):
            shutil.copytree(HOUSE / "coach" / room, clone / "coach" / room, dirs_exist_ok=True)
        (made.folder / "yaml.py").write_text("raise SystemExit('what lies about was taken for a part of the coach')")
        told = made.run(str(clone / "scripts" / "coach"), "--version")
    assert told.stdout == f"coach {__version__}\n", told.stderr


def _mark_as_set_up(clone: Path, python: Path) -> None:
    notes = {
        "made-with": str(python.resolve()),
        "linked-to": str(clone),
        "linked-pyproject.toml": (clone / "pyproject.toml").read_text(encoding="utf-8").rstrip("\n"),
        "installed-run.txt": (clone / "scripts/set-up/locked/run.txt").read_text(encoding="utf-8").rstrip("\n"),
    }
    for name, text in notes.items():
        (clone / ".venv" / name).write_text(f"{text}\n", encoding="utf-8")


def test_what_lies_in_the_users_folder_is_not_the_coach(tmp_path: Path) -> None:
    """Somebody stands in a folder with a `coach` of its own: `python -P` does not take it."""
    (tmp_path / "coach").mkdir()
    (tmp_path / "coach" / "__init__.py").write_text("raise SystemExit('another coach')", encoding="utf-8")
    words = [sys.executable, "-P", "-m", "coach", "--version"]
    told = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.stdout == f"coach {__version__}\n"
