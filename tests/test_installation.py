"""Where things lie, in a checkout; `scripts/test-wheel` tries a built package."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from coach import installation, models

HOUSE = Path(__file__).parent.parent


def test_in_a_checkout_the_catalogue_lies_with_the_models() -> None:
    """Both are in `models/`, with the page that tells how one is added."""
    assert installation.CATALOGUE_FOLDER == installation.models_folder() == HOUSE / "models"
    assert {"catalogue.yaml", "README.md"} <= {path.name for path in installation.CATALOGUE_FOLDER.iterdir()}


def test_in_a_built_package_the_catalogue_lies_inside_it(tmp_path: Path) -> None:
    """And models lie in the user's data folder. Put together here as pyproject.toml has it built."""
    build = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    shutil.copytree(HOUSE / "coach", tmp_path / "coach", ignore=shutil.ignore_patterns("__pycache__", "packs"))
    for here, there in build["wheel"]["force-include"].items():
        (tmp_path / there).parent.mkdir(exist_ok=True)
        shutil.copy(HOUSE / here, tmp_path / there)
    program = (
        "from coach import models, settings as s; f = s.Settings().models_folder; print(f, *models.catalogue(f).models)"
    )
    environment = {"PYTHONPATH": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-c", program]
    answer = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == [str(tmp_path / "data/coach/models"), *models.catalogue(tmp_path).models]


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
