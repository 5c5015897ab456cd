"""How the coach came onto this machine: in a checkout, or as a built package; and what lies where because of that.

In a checkout the catalogue of models and the models lie together in `models/`. A built package carries the catalogue
inside it (pyproject.toml puts it there), and nobody writes into an installed package: models go to the user's data.
"""

import os
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

import platformdirs

from coach.errors import DeviceError

PACKAGE = Path(__file__).parent
_CHECKED_OUT, _BUILT_IN = PACKAGE.parent / "models", PACKAGE / "catalogue"
IS_BUILT = _BUILT_IN.is_dir()
CATALOGUE_FOLDER = _BUILT_IN if IS_BUILT else _CHECKED_OUT
"""Holds `catalogue.yaml`, and `README.md`, which tells how a model is added."""


def models_folder() -> Path:
    """Where models lie, unless the settings name another folder."""
    return own_models_folder() if IS_BUILT else _CHECKED_OUT


def own_models_folder() -> Path:
    """The user's own, for what cannot be put where models lie: a shared installation belongs to somebody else."""
    return users_own(platformdirs.user_data_path) / "models"


def users_own(folder: Callable[[str], Path]) -> Path:
    """A folder of the user's, as platformdirs has them; for a user without a home, one that cannot be."""
    try:
        return folder("coach")
    except RuntimeError:
        return Path(os.devnull) / "coach"


def how_to_install(*requirements: str) -> str:
    """The line that adds Python packages to this coach's own environment, wherever that is."""
    return f"Install it: {shlex.quote(sys.executable)} -m pip install {shlex.join(requirements)}"


def require(what: str, packages: Mapping[str, str]) -> None:
    """Raises DeviceError where something needs a Python package that is not installed.

    `what`: "The screen". `packages`: all that it needs, by what is imported.
    """
    if missing := lacking(packages):
        raise DeviceError(f"{what} needs the Python library {packages[missing]}.", how_to_install(*packages.values()))


def lacking(libraries: Iterable[str]) -> str | None:
    """The first of these that cannot be imported. None is imported for it."""
    return next((library for library in libraries if find_spec(library) is None), None)
