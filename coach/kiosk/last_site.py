"""The site that a kiosk starts with, also where its file is empty, torn, mistyped or gone: as it was when last good.

As for the settings at home (`coach/last_good.py`): a slip of the pen keeps no kiosk from starting, and is told. But
what nobody stands for any more is not spoken because an older file accepted it.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from coach import last_good
from coach.errors import AuthorError
from coach.kiosk import site
from coach.kiosk.site import Site

OF_CONTENT = {"S001", "S006"}
"""Faults that are a refusal to speak, or that no older file mends."""


def read(path: Path, environment: Mapping[str, str] = os.environ) -> tuple[Site, str]:
    """The site, and what is wrong with its file, to be told; that is empty where nothing is.

    Raises AuthorError, CallerError as `site.read`, where there is no copy, or it is the content that is refused.
    """
    try:
        found = site.read(path, environment)
    except AuthorError as faulty:
        if OF_CONTENT & {fault.code for fault in faulty.faults}:
            raise
        return _without(path, environment, faulty)
    last_good.keep(path)
    return found, ""


def _without(path: Path, environment: Mapping[str, str], faulty: AuthorError) -> tuple[Site, str]:
    copy = last_good.copy_of(path)
    try:
        kept = site.read(copy, environment, beside=path.resolve().parent)
    except AuthorError:  # none, or no good one either
        raise faulty from None
    return kept, f"{faulty} This kiosk goes on with the last good one, a copy of which is {copy}."
