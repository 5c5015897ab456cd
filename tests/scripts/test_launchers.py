"""The scripts that set up what they need and then run a program of the checkout."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
RUNS = re.compile(r'^exec "\$environment/bin/python" -P -m ([a-z_]+\.[a-z_.]+) "\$@"$', re.MULTILINE)
LAUNCHERS = {
    path: found[1]
    for path in sorted((HOUSE / "scripts").iterdir())
    if path.is_file() and (found := RUNS.search(path.read_text(encoding="utf-8")))
}
SET_UP = """
environment=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/.venv
need_environment() { printf 'set up: %s\\n' "$*"; }
"""
"""Installs nothing: what is installed is tried where that belongs."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The launchers alone, in a folder with a blank, with this Python and the real programs."""
    folder = tmp_path / "my checkout"
    (folder / "scripts").mkdir(parents=True)
    (folder / "scripts" / "set-up.bash").write_text(SET_UP)
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (folder / ".venv" / "bin" / "python").chmod(0o755)
    for launcher in LAUNCHERS:
        (folder / "scripts" / launcher.name).write_bytes(launcher.read_bytes())
    return folder


def answer(script: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What a script says, called in another folder."""
    return subprocess.run(
        ["bash", script, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("launcher", LAUNCHERS, ids=lambda path: path.name)
def test_each_says_what_it_is_for_from_wherever_it_is_called(launcher: Path, checkout: Path, tmp_path: Path) -> None:
    """Also from a folder that has a program of the same name in it; and help installs nothing but the coach."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    said = answer(checkout / "scripts" / launcher.name, tmp_path, "--help")
    assert (said.returncode, said.stderr) == (0, "")
    assert f"usage: {launcher.name}" in said.stdout
    assert "model" not in said.stdout.splitlines()[0]


def test_the_words_of_the_test_model_need_no_training(checkout: Path, tmp_path: Path) -> None:
    """`--graph` is for whoever changed a pack's words: JAX is not installed for it."""
    said = answer(checkout / "scripts" / "make-test-model", tmp_path, "--graph", "--into", "nowhere")
    assert said.stdout.splitlines()[0].split()[:3] == ["set", "up:", "libespeak-ng1"]
    assert "nowhere is no model yet" in said.stderr
