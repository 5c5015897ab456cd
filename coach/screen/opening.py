"""Opens the screen: the page's server, and the browser."""

import os
import webbrowser
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coach import installation
from coach.content.pack import Pack
from coach.ports import Clock, Keys
from coach.screen.display import Display

if TYPE_CHECKING:
    from coach.screen.screen import Screen

LIBRARIES = ("starlette", "uvicorn", "websockets")


def open_screen(pack: Pack, clock: Clock, beside: Keys, names: Mapping[str, str], display: Display) -> "Screen":
    """The screen, as `Screen` takes it. Raises DeviceError where its libraries are missing; CallerError."""
    installation.require("The screen", dict(zip(LIBRARIES, LIBRARIES, strict=True)))
    from coach.screen.screen import Screen  # noqa: PLC0415 - an extra: only who wants a screen needs it

    return Screen(pack, clock, beside, names, display)


def show_in_browser(address: str) -> bool:
    """Whether a browser was asked to show it. Not one in the terminal, where the keys are."""
    seen = any(os.environ.get(display) for display in ("DISPLAY", "WAYLAND_DISPLAY"))
    return seen and webbrowser.open(address)
