"""A real browser."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

SIZES = {(800, 480): 154.08 / 800, (1280, 800): 216.96 / 1280}
"""The screens that are tried, and their pixel pitch in millimetres: a Raspberry Pi's 7 inches, and 10.1 inches."""


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed: scripts/test installs it")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a window of a browser that has never been used. `wrong`, of the page: whatever went wrong in it."""
    opened: list[BrowserContext] = []

    def open_window(size: tuple[int, int] = (800, 480), **wishes: str) -> Page:
        width, height = size
        context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True, **wishes)  # type: ignore[arg-type]
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield open_window
    for context in opened:
        context.close()
