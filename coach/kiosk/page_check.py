"""Whether the page of a screen is painted: shown for a moment, by the browser that would show it."""

import time

from coach import bootstrap, installation
from coach.content.pack import Pack
from coach.doctor.finding import Finding
from coach.errors import DeviceError
from coach.kiosk.browser import Browser
from coach.kiosk.site import Screen, Site
from coach.kiosk.stand import display_of
from coach.screen.opening import LIBRARIES, open_screen
from coach.terminal.keys import KEYS, NoKeys

PAINTED_WITHIN_SECONDS = 30.0
POLL_SECONDS = 0.05


def at_kiosk(site: Site) -> Finding:
    """The page at this site. Raises DeviceError where it is not painted."""
    if site.screen is None:
        return Finding("page", "ok", "not set up: the site names no screen")
    if site.screen.browser is None:
        told = "not tried: the site names no browser, so somebody opens the page by hand"
        return Finding("page", "look", told, "See `browser` under `screen`.")
    return _tried(site, site.screen, site.screen.browser)


def at_home() -> Finding:
    """The page of `coach run --screen`. No browser is started for it: somebody uses their own."""
    if missing := installation.lacking(LIBRARIES):
        return Finding("page", "ok", f"not set up: there is no Python library {missing}", _how_to_have_it())
    return Finding("page", "ok", "set up; `coach run --screen` shows it in your own browser, and there it is painted")


def _tried(site: Site, said: Screen, command: str) -> Finding:
    pack: Pack = bootstrap.open_pack(site.settings)
    screen = open_screen(pack, bootstrap.WallClock(), NoKeys(), KEYS, display_of(site, said))
    browser = Browser(command, said.width_pixels, said.height_pixels)
    began = time.monotonic()
    try:
        browser.open(screen.address)
        while screen.painted_seconds is None:
            if not browser.is_open or time.monotonic() - began > PAINTED_WITHIN_SECONDS:
                raise _not_painting(command, ended=not browser.is_open)
            time.sleep(POLL_SECONDS)
        return Finding(
            "page", "ok", f"painting, {time.monotonic() - began:.1f} s after {command.split(maxsplit=1)[0]} started"
        )
    finally:
        browser.close()
        screen.close()


def _not_painting(command: str, ended: bool) -> DeviceError:
    why = "ended by itself" if ended else f"has shown nothing for {PAINTED_WITHIN_SECONDS:.0f} seconds"
    fix = f"Is the display on, and may this user use it (DISPLAY, WAYLAND_DISPLAY)? Try by hand: {command}"
    return DeviceError(f"The page is not painting: its browser {why}.", fix)


def _how_to_have_it() -> str:
    return "For `coach run --screen`. " + installation.how_to_install(*LIBRARIES)
