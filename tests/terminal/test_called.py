"""What has to be typed here."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.terminal.called import as_called


def test_hints_name_what_was_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """In backticks and in examples; what somebody says or reads otherwise stays as it is."""
    monkeypatch.setenv("COACH_CALLED_AS", "scripts/coach")
    text = "Say `coach run --typed`. Hello coach, said the coach run down.\n\n  coach check    a pack"
    told = "Say `scripts/coach run --typed`. Hello coach, said the coach run down.\n\n  scripts/coach check    a pack"
    assert as_called(text) == told


def test_installed_it_is_called_by_its_name() -> None:
    """Where no launcher says otherwise, and the shell finds it."""
    installed = Path(sys.executable).parent
    told = subprocess.run(
        ["coach", "check", "--explain", "X"],
        env={**os.environ, "PATH": f"{installed}:{os.environ['PATH']}"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Say `coach check --explain` for all of them." in told.stderr


def test_as_a_module_it_is_called_so() -> None:
    """Somebody without the launcher in their path can type what they read."""
    command = [sys.executable, "-m", "coach", "check", "--explain", "X"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"Say `{sys.executable} -m coach check --explain` for all of them." in told.stderr
