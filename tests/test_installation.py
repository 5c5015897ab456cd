"""Where things lie, in a checkout; `scripts/test-wheel` tries a built package."""

import subprocess
import sys
from pathlib import Path

import pytest

from coach import installation


def test_in_a_checkout_the_catalogue_lies_with_the_models() -> None:
    """Both are in `models/`, with the page that tells how one is added."""
    assert installation.CATALOGUE_FOLDER == installation.models_folder() == Path(__file__).parent.parent / "models"
    assert {"catalogue.yaml", "README.md"} <= {path.name for path in installation.CATALOGUE_FOLDER.iterdir()}


def test_the_users_own_models_are_in_their_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the desktop's rules put data."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert installation.own_models_folder() == tmp_path / "coach" / "models"


def test_what_a_hint_says_to_install_goes_to_this_environment() -> None:
    """The line can be typed as it stands: it names the Python that runs the coach."""
    _, _, line = installation.how_to_install("pip").partition(": ")
    answer = subprocess.run([*line.split(), "--dry-run", "--no-index", "-q"], check=False)
    assert line.startswith(sys.executable)
    assert answer.returncode == 0
