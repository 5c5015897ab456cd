"""What the Tab key offers."""

import shutil
import subprocess
from pathlib import Path

import pytest

from coach.cli import main

COMPLETE = """
source "$1"
COMP_WORDS=("${@:2}") COMP_CWORD=$(($# - 2)) COMP_LINE="${*:2}" COMP_POINT=${#COMP_LINE}
"$(complete -p coach | sed 's/.*-F \\([^ ]*\\).*/\\1/')" coach "${COMP_WORDS[-1]}" "${COMP_WORDS[-2]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["coach", "reh"], ["rehearse"]),
        (["coach", "run", "--t"], ["--typed"]),
        (["coach", "rehearse", "ca"], ["calm"]),
        (["coach", "paths", "urge"], ["urge_surfing"]),
        (["coach", "paths", "suic"], ["suicide"]),
        (["coach", "check", "e"], ["en", "es"]),
        (["coach", "hear", "--ear", "moon"], ["moonshine"]),
    ],
    ids=" ".join,
)
def test_bash_completes_what_was_begun(
    words: list[str], offered: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commands, options, personas, exercises, packs: bash itself is asked, as by the Tab key."""
    assert main(["completion", "bash"]) == 0
    code = tmp_path / "coach.bash"
    code.write_text(capsys.readouterr().out)
    asked = subprocess.run(["bash", "-c", COMPLETE, "bash", code, *words], capture_output=True, text=True, check=True)
    assert sorted(asked.stdout.split()) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_takes_it(shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is installed: it reads the code without a word."""
    assert main(["completion", shell]) == 0
    code = tmp_path / "code"
    code.write_text(capsys.readouterr().out)
    assert "urge_surfing" in code.read_text() and "calm" in code.read_text()
    if shutil.which(shell):
        read = subprocess.run([shell, "-n", code], capture_output=True, text=True, check=True)
        assert read.stderr == ""
