"""The second command of the README."""

import pytest

from tests.scripts.machine import Machine


@pytest.fixture
def checked(fresh: Machine) -> Machine:
    """A machine on which everything is right that is checked."""
    checker = fresh.folder / "bin" / "shellcheck"
    checker.write_text("#!/bin/bash\n", encoding="utf-8")
    checker.chmod(0o755)
    return fresh


def test_where_all_is_right_that_is_its_exit_code(checked: Machine) -> None:
    """As CI and whoever calls it from a script understand it."""
    answer = checked.run("scripts/test")
    assert answer.returncode == 0, answer.stderr
    assert "python -m pytest --durations=5" in checked.calls("python")


@pytest.mark.parametrize(
    ("module", "failed"), [("mypy", "Failed: types."), ("ruff check", "Failed: style."), ("pytest", "")]
)
def test_whatever_is_wrong_is_its_exit_code(checked: Machine, module: str, failed: str) -> None:
    """The tests are run though a check failed, and what failed is named before them."""
    makes = checked.made_up("python3")
    checked.replace("python3", makes.replace('case "$*" in', f'case "$*" in\n*"-m {module}"*) exit 1 ;;', 1))
    answer = checked.run("scripts/test")
    assert answer.returncode == 1 and failed in answer.stdout
    assert "python -m pytest --durations=5" in checked.calls("python")
