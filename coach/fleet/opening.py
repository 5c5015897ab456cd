"""Opens the staff's page. What it needs is an extra: nobody else has to have it."""

from pathlib import Path
from typing import TYPE_CHECKING

from coach import installation
from coach.errors import DeviceError
from coach.fleet.house import AGAIN, Fleet

if TYPE_CHECKING:
    from coach.fleet.people import People
    from coach.fleet.server import Server

PACKAGES = {
    "paho": "paho-mqtt",
    "starlette": "starlette",
    "uvicorn": "uvicorn",
    "argon2": "argon2-cffi",
    "jinja2": "jinja2",
}
"""By what is imported."""


def open_server(fleet: Fleet) -> "Server":
    """The page. Raises DeviceError where a library is missing, nobody may sign in, or a file cannot be used."""
    if not (open_people(fleet.people).all() or fleet.by_certificate):
        fix = "Set the first password: coach fleet --set-password NAME --fleet FILE"
        raise DeviceError(f"Nobody may sign in: {fleet.people} names none.", fix)
    from coach.fleet.server import Server  # noqa: PLC0415 - an extra

    try:
        return Server(fleet)
    except OSError as unfit:
        raise DeviceError(f"The papers in {fleet.papers} cannot be used ({unfit.strerror or unfit}).", AGAIN) from unfit


def open_people(path: Path) -> "People":
    """Who may sign in. Raises DeviceError where a library is missing."""
    installation.require("The staff's page", PACKAGES)
    from coach.fleet.people import People  # noqa: PLC0415 - an extra

    return People(path)
