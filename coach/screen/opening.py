"""Opens the screen: the page's server, and the browser."""

import os
import webbrowser
from collections.abc import Mapping
from typing import TYPE_CHECKING

from coach import installation
from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.ports import Clock, Keys
from coach.screen.display import Display

if TYPE_CHECKING:
    from coach.screen.screen import Screen

LIBRARIES = ("starlette", "uvicorn", "websockets")


def open_screen(pack: Pack, clock: Clock, beside: Keys, names: Mapping[str, str], display: Display) -> "Screen":
    """The screen, as `Screen` takes it. Raises DeviceError where its libraries are missing; CallerError."""
    try:
        from coach.screen.screen import Screen  # noqa: PLC0415 - an extra: only who wants a screen needs it
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] not in LIBRARIES:
            raise
        first, *others = LIBRARIES
        fix = " ".join([installation.how_to_install(first), *others])
        raise DeviceError(f"The screen needs the Python library {missing.name}.", fix) from None
    return Screen(pack, clock, beside, names, display)


def show_in_browser(address: str) -> bool:
    """Whether a browser was asked to show it. Not one in the terminal, where the keys are."""
    seen = any(os.environ.get(display) for display in ("DISPLAY", "WAYLAND_DISPLAY"))
    return seen and webbrowser.open(address)
