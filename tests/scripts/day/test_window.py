"""A finger on the page of a browser that the kiosk keeps."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from coach.bootstrap import WallClock
from coach.content.pack import Pack
from coach.events import FellAsleep
from coach.kiosk.browser import MEMORY, Browser
from coach.kiosk.window import Window as KiosksWindow
from coach.screen.screen import Screen
from scripts.day import search
from scripts.day.process import BROWSER
from scripts.day.window import Window
from tests.kiosk.chromium import require_chromium
from tests.kiosk.site import until
from tests.screen.sitting import shown_on

pytestmark = pytest.mark.xdist_group("chromium")
ASLEEP = FellAsleep(("hello coach",))


@dataclass
class FakeKiosk:
    """This process keeps the window."""

    address: str
    pid: int = os.getpid()


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory, with a short name: a browser makes sockets there."""
    with tempfile.TemporaryDirectory(prefix="coach-test-", dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def screen(english: Pack, memory: Path) -> Iterator[Screen]:
    """A page that is shown, in a window that is kept."""
    require_chromium()
    with shown_on(english) as shown:
        kept = KiosksWindow(shown, Browser(BROWSER, 1280, 800, memory), WallClock(), lambda told: None)
        kept.start()
        shown.note(ASLEEP, 0.0)
        kept.note(ASLEEP, 0.0)
        yield shown
        kept.close()


def next_key(screen: Screen) -> str:
    """As soon as it has come."""
    return until(screen.poll)


def test_it_is_touched_driven_away_and_killed_and_the_kiosk_brings_it_back(
    screen: Screen,
    memory: Path,
    playwright: Playwright,
) -> None:
    """Each time in another browser, with nothing of the one before; the finger finds that."""
    kiosk = FakeKiosk(screen.address)
    with closing(Window(playwright, kiosk, memory)) as finger:  # type: ignore[arg-type]  # a fake of a kiosk
        until(lambda: finger.shows_page or None)
        first = finger.pid
        assert finger.touch("wake") and next_key(screen) == "go_on"
        until(lambda: screen.painted_seconds)  # what was never painted is given more time to come
        finger.drive_away()
        assert not finger.shows_page and not finger.touch("wake")
        until(lambda: finger.shows_page or None)
        second = finger.pid
        finger.kill()
        assert not finger.shows_page
        until(lambda: finger.shows_page or None)
        assert finger.touch("wake") and next_key(screen) == "go_on"
        assert None not in (first, second, finger.pid) and len({first, second, finger.pid}) == 3


def test_words_on_the_page_are_found(screen: Screen, memory: Path, playwright: Playwright) -> None:
    """Also where nobody sees them."""
    kiosk = FakeKiosk(screen.address)
    with closing(Window(playwright, kiosk, memory)) as finger:  # type: ignore[arg-type]  # a fake of a kiosk
        until(lambda: finger.shows_page or None)
        assert not finger.words_found()
        driven = finger.reached
        assert driven is not None
        driven.evaluate(f"document.title = {search.words_of(1)!r}")
        assert len(finger.words_found()) == 1
