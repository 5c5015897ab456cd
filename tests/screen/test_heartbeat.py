"""The page's heartbeat, and who may hear it: in a real browser."""

from itertools import pairwise

import pytest

from coach.content.pack import Pack
from coach.screen.screen import Screen
from tests.kiosk.site import until
from tests.publisher import Publisher
from tests.screen.showing import OpenWindow, open_at
from tests.screen.sitting import shown_on

pytestmark = pytest.mark.xdist_group("chromium")  # one browser for all of them
KNOCK = """address => new Promise(resolve => {
  const line = new WebSocket(address);
  line.onopen = () => resolve("let in");
  line.onerror = () => resolve("refused");
})"""


def painted_next(screen: Screen) -> float:
    """When it is painted next."""
    before = screen.painted_seconds or 0.0
    return until(lambda: painted if (painted := screen.painted_seconds) and painted > before else None)


def test_a_page_tells_that_it_is_painted(window: OpenWindow, english: Pack) -> None:
    """Each second; before it came it never was."""
    with shown_on(english) as screen:
        assert screen.painted_seconds is None
        open_at(window, screen)
        beats = [painted_next(screen) for _ in range(3)]
        assert all(later - sooner < 2.5 for sooner, later in pairwise(beats))


def test_a_page_whose_script_hangs_tells_nothing(window: OpenWindow, english: Pack) -> None:
    """Though its line stands, and the browser says that all is fine."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        painted_next(screen)
        page.evaluate("window.requestAnimationFrame = () => {}")  # the browser draws no frame any more
        page.wait_for_timeout(1500)
        last = screen.painted_seconds
        page.wait_for_timeout(2500)
        assert screen.painted_seconds == last and page.locator("#always").is_visible()


def test_a_page_from_elsewhere_is_refused(window: OpenWindow, english: Pack, publisher: Publisher) -> None:
    """It has the whole address, and the browser would let it: what it comes from is another origin."""
    publisher.pages["/elsewhere.html"] = b"<!doctype html><title>Elsewhere</title>"
    with shown_on(english) as screen:
        page = window()
        page.goto(publisher.address("/elsewhere.html"))
        line = f"{screen.address.replace('http:', 'ws:')}live"
        assert page.evaluate(KNOCK, line) == "refused"
        assert open_at(window, screen).evaluate(KNOCK, line) == "let in"  # to be told that it is shown already
