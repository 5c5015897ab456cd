"""Where the coach takes itself to be, as it is told to whoever runs it; and the country that somebody says, kept."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from coach import plain_file
from coach.contacts import name_of
from coach.document import MOST_BYTES
from coach.errors import CallerError, DeviceError
from coach.settings import Settings, file_of, read

SET_COUNTRY = "set country in the settings file, or a variable such as COACH_COUNTRY=gb"


def where(settings: Settings) -> str:
    """Where the coach takes itself to be."""
    if settings.country is None:
        return "I do not know in which country you are"
    name = name_of(settings.country)
    return f"I take it you are in {name}" if settings.country_guessed else f"You are in {name}"


def to_set(settings: Settings) -> str:
    """What is to be set, so that the right numbers are named; empty where nothing is. Raises CallerError."""
    contacts = settings.contacts()
    if settings.country is None and contacts.emergency_number is None:
        return f"No number can be named: {SET_COUNTRY}."
    place = name_of(settings.country) if settings.country else "this place"
    told = []
    if settings.country_guessed:
        told.append(f"If you are elsewhere, {SET_COUNTRY}.")
    if contacts.emergency_number is None:
        told.append(f"I know no emergency number of {place}: set emergency_number.")
    if contacts.crisis_number is None:
        told.append(f"I know no crisis line of {place}: set crisis_line and crisis_number to the local one.")
    return " ".join(told)


def keep(code: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Write the country into the settings file, below what stands there. Returns the file's path.

    Raises DeviceError where it cannot be written, or what stands in it takes no such line.
    """
    path = file_of(environment).resolve()  # a link to the file stays one
    by_hand = f'To be asked no more, write `country: "{code}"` there, or set COACH_COUNTRY={code}.'
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = plain_file.read_text(path, MOST_BYTES) if os.path.lexists(path) else ""
        _replace(path, f'{before.rstrip()}\ncountry: "{code}"\n'.lstrip())
    except OSError as failure:
        raise DeviceError(f"{path} cannot be written ({failure.strerror}).", by_hand) from None
    except (CallerError, UnicodeDecodeError):  # one mapping in { }, or `country:` without a value
        raise DeviceError(f"{path} takes no line at its end.", by_hand) from None
    return path


def _replace(path: Path, text: str) -> None:
    """Replace a settings file, in one go and only by one that can be read."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        new = Path(folder) / path.name
        plain_file.write(new, text.encode())
        if path.exists():
            new.chmod(path.stat().st_mode)
        read(new)
        new.replace(path)
