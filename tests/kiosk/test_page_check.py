"""Whether the page of a screen is painted, by a real Chromium."""

import sys

import pytest

from coach.errors import DeviceError
from coach.kiosk import page_check
from coach.kiosk.site import Screen, Site
from coach.screen.opening import LIBRARIES
from coach.settings import Settings
from tests.kiosk.chromium import HEADLESS, require_chromium


def site(screen: Screen | None) -> Site:
    """A place with such a screen."""
    return Site(place="Harbor Clinic", kiosk="ward-3", settings=Settings(), screen=screen)


@pytest.mark.xdist_group("chromium")
def test_a_page_that_is_painted_is_ok() -> None:
    """With how long it took."""
    require_chromium()
    finding = page_check.at_kiosk(site(Screen(browser=HEADLESS)))
    assert finding.state == "ok" and finding.found.startswith("painting, ")


def test_a_browser_that_ends_is_not_painting() -> None:
    """Where there is no display, say."""
    with pytest.raises(DeviceError, match="The page is not painting: its browser ended by itself") as raised:
        page_check.at_kiosk(site(Screen(browser="true")))
    assert raised.value.fix.endswith("Try by hand: true")


def test_a_kiosk_without_a_screen_has_no_page() -> None:
    """And is right as it is; one whose page is opened by hand is worth a look."""
    assert page_check.at_kiosk(site(None)).found.startswith("not set up")
    assert page_check.at_kiosk(site(Screen(browser=None))).state == "look"


def test_at_home_nobody_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is set up, and somebody's own browser paints it; or it is not, and how to have it is told."""
    assert page_check.at_home().found.startswith("set up; `coach run --screen`")
    monkeypatch.setitem(sys.modules, LIBRARIES[0], None)
    finding = page_check.at_home()
    assert finding.state == "ok" and finding.found.startswith("not set up") and LIBRARIES[-1] in finding.to_do
