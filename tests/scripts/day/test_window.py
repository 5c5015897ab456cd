"""The page in a real Chromium that can be driven away and killed."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from coach.content.pack import Pack
from coach.events import FellAsleep
from coach.screen.screen import Screen
from scripts.day import search
from scripts.day.window import Window
from tests.screen.sitting import shown_on

pytestmark = pytest.mark.xdist_group("chromium")


@pytest.fixture
def window(playwright: Playwright, tmp_path: Path) -> Iterator[Window]:
    """Of its own."""
    if shutil.which("chromium") is None:
        pytest.skip("chromium is not installed: scripts/test installs it")
    with closing(Window(playwright, tmp_path / "profile")) as opened:
        yield opened


def next_key(screen: Screen) -> str:
    """As soon as it has come."""
    while (key := screen.poll()) is None:
        pass
    return key


def test_it_is_touched_driven_away_killed_and_opened_again(window: Window, english: Pack) -> None:
    """And shows what the kiosk shows, each time."""
    with shown_on(english) as screen:
        window.open(screen.address)
        screen.note(FellAsleep(("hello coach",)), 1.0)
        assert window.shows_page and window.touch("wake") and next_key(screen) == "go_on"
        assert not window.words_found()
        window.page.evaluate(f"document.title = {search.words_of(1)!r}")
        assert len(window.words_found()) == 1
        window.drive_away()
        assert not window.shows_page
        window.open_again()
        assert window.shows_page and not window.words_found()
        first = window.pid
        window.kill()
        assert first is not None and not window.shows_page and not window.touch("wake")
        window.open_again()
        assert window.shows_page and window.touch("wake") and window.pid not in (None, first)
