"""A finger that touches the page on the kiosk's screen, and somebody who drives it away, or kills its browser.

The browser is the kiosk's: it opens it, brings it back, and takes another one for the next person. Whichever it is,
here it is found by its profile, and reached over its debugging port.
"""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright
from playwright.sync_api import Error as PlaywrightError

from coach.kiosk.browser import MEMORY, PROFILE
from scripts.day import search
from scripts.day.process import Kiosk
from scripts.measure.processes import pids

SEEN_MILLISECONDS = 3000.0
"""What is not on the page by then cannot be touched."""
REACHED_MILLISECONDS = 2000.0
"""One that is reached in the moment in which it opens its page now and then never answers: of sixty, two."""
ELSEWHERE = "about:blank"
LOOK_SECONDS = 0.2
"""A browser that starts is looked for so often, in real time."""


def debugging_port(profile: Path | None) -> str:
    """At which the browser of a profile can be driven, if it was asked to; "" as long as it cannot."""
    told = profile / "profile" / "DevToolsActivePort" if profile else None
    return told.read_text().partition("\n")[0] if told and told.exists() else ""


def reach(playwright: Playwright, port: str) -> Browser:
    """The browser that can be driven at a port. Raises PlaywrightError; then it is tried again."""
    return playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}", timeout=REACHED_MILLISECONDS)


class Window:
    """Of the kiosk that runs."""

    def __init__(
        self, playwright: Playwright, kiosk: Kiosk, memory: Path = MEMORY, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._playwright, self._kiosk, self._memory, self._clock = playwright, kiosk, memory, clock
        self._profile: Path | None = None
        self._left: Path | None = None
        """The profile of a browser in whose place another one comes."""
        self._seen: Path | None = None
        self._browser: Browser | None = None
        self._page: Page | None = None
        self._looked_seconds = float("-inf")

    @property
    def pid(self) -> int | None:
        """Of the browser's first process; None where none runs."""
        told = f"--user-data-dir={self.profile}/".encode()
        for member in [*pids(self._kiosk.pid)]:
            with suppress(OSError):
                words = Path(f"/proc/{member}/cmdline").read_bytes().split(b"\0")
                if any(word.startswith(told) for word in words) and not any(w.startswith(b"--type=") for w in words):
                    return member
        return None

    @property
    def profile(self) -> Path | None:
        """Where the browser that is there has its files; None where none is."""
        folders = self._memory.glob(f"{PROFILE}{self._kiosk.pid}-*")
        return next((folder for folder in folders if folder != self._left), None)

    @property
    def shows_page(self) -> bool:
        """Whether the kiosk's page is there, in no browser that was left, and has its words."""
        try:
            page = self._attached()
            if page is None or page.url != self._kiosk.address:
                return False
            return page.locator("#always button").count() > 0
        except PlaywrightError:
            self._let_go()
            return False

    @property
    def reached(self) -> Page | None:
        """The page, for who drives it; None while there is none."""
        with suppress(PlaywrightError):
            return self._attached()
        return None

    def leave(self) -> None:
        """The page that was seen last does not count any more: the kiosk opens another one."""
        self._left = self._seen
        self._let_go()

    def touch(self, key: str) -> bool:
        """Touch the button of this key, or what wakes it ("wake"); False where there is none to be seen."""
        selector = "#wake" if key == "wake" else f'button[data-key="{key}"]'
        try:
            page = self._attached()
            if page is None:
                return False
            _tap(page, selector)
        except PlaywrightError:
            self._let_go()
            return False
        return True

    def text(self) -> str:
        """All of the page, as it stands."""
        page = self.reached
        with suppress(PlaywrightError):
            return page.content() if page else ""
        return ""

    def words_found(self) -> list[str]:
        """A person's, on the page."""
        return [f"the page: {found}" for found in search.in_bytes(self.text().encode())]

    def drive_away(self) -> None:
        """Somebody leads it to another page."""
        if page := self.reached:
            page.goto(ELSEWHERE)
        self.leave()

    def kill(self) -> None:
        """As a browser that crashes, or one that takes too much memory."""
        pid, self._seen = self.pid, self.profile
        self.leave()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """Touch it no more; the browser is the kiosk's."""
        self._let_go()

    def _attached(self) -> Page | None:
        """The page of the browser that is there now; None as long as there is none. Raises PlaywrightError."""
        if self._page and not self._page.is_closed() and self._profile and self._profile.exists():
            return self._page
        if self._clock() < self._looked_seconds + LOOK_SECONDS:
            return None
        self._looked_seconds = self._clock()
        self._let_go()
        profile = self.profile
        if port := debugging_port(profile):
            self._browser = reach(self._playwright, port)
            pages = [page for context in self._browser.contexts for page in context.pages]
            # A browser that starts may show another one first, and close it.
            self._page = next((page for page in pages if page.url == self._kiosk.address), None)
            self._profile = self._seen = profile
        return self._page

    def _let_go(self) -> None:
        browser, self._browser, self._page, self._profile = self._browser, None, None, None
        if browser is not None:
            with suppress(PlaywrightError):
                browser.close()  # of what it is connected over, only the connection


def _tap(page: Page, selector: str) -> None:
    """As a finger does: the kiosk's browser is told of a screen that can be touched. Raises PlaywrightError."""
    button = page.locator(selector).locator("visible=true").first
    button.scroll_into_view_if_needed(timeout=SEEN_MILLISECONDS)
    box = button.bounding_box(timeout=SEEN_MILLISECONDS)
    if box is None:
        raise PlaywrightError("It is not to be seen.")
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    screen = page.context.new_cdp_session(page)
    try:
        screen.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        screen.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place]})
        screen.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    finally:
        screen.detach()
