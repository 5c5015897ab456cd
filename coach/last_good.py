"""The settings that a session is held with, also where their file is empty, torn or gone: the last ones that were good.

A power cut while the file is written may leave nothing of it, and a slip of the pen is found by whoever comes next; a
person in a craving can mend neither. So each start that finds the file good keeps a copy in the user's data folder, and
one that does not goes on with that, and says so. All that only looks (`coach doctor`, `coach check`) tells the fault.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import platformdirs

from coach import document, installation, plain_file, settings
from coach.errors import CallerError
from coach.settings import Settings


def load(environment: Mapping[str, str] = os.environ) -> tuple[Settings, str]:
    """The settings, and what is wrong with their file, to be told; that is empty where nothing is.

    Raises CallerError as `settings.load`, where there is no copy, or it is a variable that is wrong.
    """
    path = settings.file_of(environment)
    try:
        chosen = settings.load(environment)
    except CallerError as fault:
        return _without(path, environment, fault)
    keep(path)
    return chosen, ""


def copy_of(path: Path) -> Path:
    """Where the copy of a settings file is: below a folder of ours, as the file is below the root."""
    return installation.users_own(platformdirs.user_data_path) / "settings" / os.path.abspath(path).lstrip("/")


def keep(path: Path) -> None:
    """Keep a copy of a file that was found good."""
    copy = copy_of(path)
    with suppress(OSError):  # no settings file, or a disk that takes nothing: the session is held all the same
        content = plain_file.read(path, document.MOST_BYTES)
        if not os.path.isfile(copy) or plain_file.read(copy, document.MOST_BYTES) != content:
            copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # the file may be its owner's alone
            plain_file.write(copy, content)


def _without(path: Path, environment: Mapping[str, str], fault: CallerError) -> tuple[Settings, str]:
    copy = copy_of(path)
    try:
        kept, source = settings.read(copy), f"the last good ones, a copy of which is {copy}"
    except CallerError:
        if not _is_emptied(path):
            raise fault from None
        kept, source = Settings(), "the defaults"
    return settings.with_variables(kept, environment), f"{fault} This session goes on with {source}."


def _is_emptied(path: Path) -> bool:
    """Whether nothing is left of a file, or only the zeros of a disk that was cut off: nobody wrote that."""
    with suppress(OSError):
        return not plain_file.read(path, document.MOST_BYTES).strip(b"\0 \t\r\n")
    return False
