"""The page on the kiosk's screen, in a real Chromium with a profile of its own, and a finger that touches it."""

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, ViewportSize
from playwright.sync_api import Error as PlaywrightError

from coach.errors import DeviceError
from scripts.day import search
from scripts.measure.processes import pids

SIZE: ViewportSize = {"width": 1280, "height": 800}
SEEN_MILLISECONDS = 3000.0
"""What is not on the page by then cannot be touched."""
ELSEWHERE = "about:blank"
OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


class Window:
    """Shows one address, and can be driven away from it, or killed."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        """Raises DeviceError where there is no Chromium."""
        self._path = shutil.which("chromium")
        if self._path is None:
            raise DeviceError("chromium is missing.", "sudo apt-get install chromium")
        self._playwright, self._profile = playwright, profile
        self._address = ELSEWHERE
        self._context: BrowserContext | None = None

    def open(self, address: str) -> None:
        """Show it, in a browser that is begun anew where it has ended."""
        self._address = address
        if self._context is None:
            self._context = self._playwright.chromium.launch_persistent_context(
                str(self._profile), executable_path=self._path, args=OPTIONS, viewport=SIZE, has_touch=True
            )
        self.page.goto(address)
        self.page.wait_for_selector("#always button", state="attached")

    def open_again(self) -> None:
        """The page that it showed."""
        self.open(self._address)

    @property
    def page(self) -> Page:
        """The one that is seen."""
        assert self._context is not None
        return self._context.pages[0]

    @property
    def pid(self) -> int | None:
        """Of the browser's first process; None where none runs."""
        told = str(self._profile).encode()
        for member in [*pids(os.getpid())]:
            with suppress(OSError):
                words = Path(f"/proc/{member}/cmdline").read_bytes().split(b"\0")
                if any(told in word for word in words) and not any(word.startswith(b"--type=") for word in words):
                    return member
        return None

    @property
    def shows_page(self) -> bool:
        """Whether the kiosk's page is there, and has its words."""
        try:
            return self.page.url == self._address and self.page.locator("#always button").count() > 0
        except (PlaywrightError, AssertionError, IndexError):
            return False

    def touch(self, key: str) -> bool:
        """Touch the button of this key, or what wakes it ("wake"); False where there is none to be seen."""
        selector = "#wake" if key == "wake" else f'button[data-key="{key}"]'
        try:
            self.page.locator(selector).locator("visible=true").first.tap(timeout=SEEN_MILLISECONDS)
        except (PlaywrightError, AssertionError, IndexError):
            return False
        return True

    def text(self) -> str:
        """All of the page, as it stands."""
        with suppress(PlaywrightError, AssertionError, IndexError):
            return self.page.content()
        return ""

    def words_found(self) -> list[str]:
        """A person's, on the page."""
        return [f"the page: {found}" for found in search.in_bytes(self.text().encode())]

    def drive_away(self) -> None:
        """Somebody leads it to another page."""
        self.page.goto(ELSEWHERE)

    def kill(self) -> None:
        """As a browser that crashes, or one that takes too much memory."""
        pid = self.pid
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        self._let_go()

    def close(self) -> None:
        """End it."""
        self._let_go()

    def _let_go(self) -> None:
        if self._context is not None:
            with suppress(PlaywrightError):
                self._context.close()
            self._context = None
