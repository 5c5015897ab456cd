"""The window that a kiosk's page stands in. In the end with a real page in a real Chromium."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from coach.bootstrap import WallClock
from coach.content.pack import Pack
from coach.events import FellAsleep, WokeUp
from coach.kiosk.browser import Browser
from coach.kiosk.window import AGAIN_SECONDS, MISSED_SECONDS, OPEN_WITHIN_SECONDS, PAINTED_WITHIN_SECONDS, Window
from coach.screen.display import Display
from coach.screen.screen import Screen
from coach.terminal.keys import KEYS, NoKeys
from tests.fakes.clock import FakeClock
from tests.kiosk.chromium import DRIVEN, driven, processes_of, profiles, require_chromium
from tests.kiosk.site import until

ASLEEP = FellAsleep(("hello coach",))
OPENED = "sh -c 'echo $$ >>{folder}/opened; exec sleep 1000' browser"
ENDS = "sh -c 'echo $$ >>{folder}/opened' browser"


class Page:
    """A page that tells when it was painted."""

    address = "http://127.0.0.1:1/token/"

    def __init__(self) -> None:
        self.painted_seconds: float | None = None


class CountedBrowser(Browser):
    """A browser that knows how often it was opened: one that is closed at once may never get to tell."""

    openings = 0

    def open(self, address: str) -> None:
        """Once more."""
        self.openings += 1
        super().open(address)


class Wall:
    """A kiosk's window, whose browser is another program. `told`: what went wrong."""

    def __init__(self, folder: Path, program: str) -> None:
        self.clock, self.page, self.told = FakeClock(), Page(), list[str]()
        self._opened = folder / "opened"
        self.browser = CountedBrowser(program.format(folder=folder), 800, 480)
        self.window = Window(self.page, self.browser, self.clock, lambda what: self.told.append(str(what)))

    def fall_asleep(self) -> None:
        """The one before has gone."""
        self.window.note(ASLEEP, self.clock.seconds)
        self.window.look()

    def pass_time(self, seconds: float, paints: bool = False) -> None:
        """In steps of half a second, as it looks."""
        for _ in range(round(2 * seconds)):
            self.clock.seconds += 0.5
            if paints:
                self.page.painted_seconds = self.clock.seconds
            self.window.look()

    def opened(self, times: int) -> list[str]:
        """The processes that were started so often."""
        return until(lambda: started if len(started := self._started()) >= times else None)

    def _started(self) -> list[str]:
        return self._opened.read_text().split() if self._opened.exists() else []


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Callable[[str], Wall]]:
    """Hangs one up, and takes it away."""
    hung = list[Wall]()

    def hang(program: str) -> Wall:
        hung.append(Wall(tmp_path, program))
        return hung[-1]

    yield hang
    for each in hung:
        each.window.close()


def test_each_person_has_a_window_of_their_own(wall: Callable[[str], Wall]) -> None:
    """It is opened when the coach falls asleep, for the first time and after each session; never in between."""
    hung = wall(OPENED)
    hung.window.look()
    hung.fall_asleep()
    (first,) = hung.opened(1)
    hung.pass_time(5, paints=True)
    hung.window.note(WokeUp("key"), hung.clock.seconds)
    hung.pass_time(60, paints=True)
    hung.fall_asleep()
    assert len(hung.opened(2)) == 2 and not Path(f"/proc/{first}").exists() and hung.told == []


def test_a_page_that_is_not_painted_any_more_is_brought_back(wall: Callable[[str], Wall]) -> None:
    """Though its browser runs and says nothing; also in the middle of a session."""
    hung = wall(OPENED)
    hung.fall_asleep()
    hung.pass_time(5, paints=True)
    hung.window.note(WokeUp("key"), hung.clock.seconds)
    hung.pass_time(PAINTED_WITHIN_SECONDS - 1)
    assert len(hung.opened(1)) == 1
    hung.pass_time(1.5)
    assert len(hung.opened(2)) == 2
    assert hung.told == ["the page is not painted any more; its browser is started again"]


def test_a_page_that_never_comes_is_tried_again_more_and_more_seldom(wall: Callable[[str], Wall]) -> None:
    """And told once; a small machine has its time."""
    hung = wall(OPENED)
    hung.fall_asleep()
    hung.pass_time(OPEN_WITHIN_SECONDS - 1)
    assert len(hung.opened(1)) == 1
    hung.pass_time(20 * OPEN_WITHIN_SECONDS)
    assert 2 < hung.browser.openings <= 21
    assert hung.told == ["the page has not come; its browser is started again"]


def test_a_browser_that_ends_by_itself_is_started_again_and_not_for_ever_at_once(wall: Callable[[str], Wall]) -> None:
    """Where there is no display it ends each time: ten minutes hold a dozen tries, and one line of the log."""
    hung = wall(ENDS)
    hung.fall_asleep()
    for _ in range(10):
        until(lambda: not hung.browser.is_open or None)
        hung.pass_time(60)
    assert len(AGAIN_SECONDS) < hung.browser.openings <= 20
    assert hung.told == ["the page was closed; its browser is started again"]


def test_a_browser_that_is_not_there_is_told_and_the_session_goes_on(wall: Callable[[str], Wall]) -> None:
    """With what to do."""
    hung = wall("netscape")
    hung.fall_asleep()
    hung.pass_time(600)
    assert "no program netscape" in hung.told[0] and len(hung.told) <= 3
    assert hung.window.is_well


def test_only_a_screen_that_has_worked_is_a_reason_to_begin_all_anew(wall: Callable[[str], Wall]) -> None:
    """And never while somebody is there: voice and keys go on."""
    hung = wall(OPENED)
    hung.fall_asleep()
    hung.pass_time(2 * MISSED_SECONDS)
    assert hung.window.is_well
    hung.pass_time(5, paints=True)
    hung.pass_time(MISSED_SECONDS + 1)
    assert not hung.window.is_well
    hung.window.note(WokeUp("voice"), hung.clock.seconds)
    assert hung.window.is_well


def test_a_screen_on_which_nobody_sees_anything_is_told_to_staff(wall: Callable[[str], Wall]) -> None:
    """Also one that never gave a frame, and also while somebody is there; as soon as it is painted no more."""
    hung = wall(OPENED)
    hung.pass_time(MISSED_SECONDS)
    assert not hung.window.is_missed, "it was not opened yet"
    hung.fall_asleep()
    hung.pass_time(MISSED_SECONDS - 1)
    assert not hung.window.is_missed
    hung.pass_time(1)
    assert hung.window.is_missed and hung.window.is_well
    hung.pass_time(1, paints=True)
    assert not hung.window.is_missed
    hung.window.note(WokeUp("voice"), hung.clock.seconds)
    hung.pass_time(MISSED_SECONDS)
    assert hung.window.is_missed and hung.window.is_well


@pytest.mark.xdist_group("chromium")
def test_a_real_page_comes_back_whatever_became_of_it(english: Pack, memory: Path, playwright: Playwright) -> None:
    """Its browser is killed, then frozen; it is driven away. Each time another one shows what is shown now, and in the
    end all is gone."""
    require_chromium()
    screen = Screen(english, WallClock(), NoKeys(), KEYS, Display())
    told = list[object]()
    window = Window(screen, Browser(DRIVEN, 800, 480, memory), WallClock(), told.append)
    window.start()
    window.note(ASLEEP, 0.0)
    try:
        painted_after(screen, 0.0)
        for harm in (signal.SIGKILL, signal.SIGSTOP, "about:blank"):
            (profile,) = profiles(memory)
            harmed = WallClock().now()
            if isinstance(harm, str):
                driven(playwright, profile).contexts[0].pages[0].goto(harm)
            else:
                for pid in processes_of(profile):
                    os.kill(pid, harm)
            until(lambda: profiles(memory) - {profile} or None)  # noqa: B023 - asked within this round
            painted_after(screen, harmed)
    finally:
        window.close()
        screen.close()
    assert profiles(memory) == set() and len(told) == 3


def painted_after(screen: Screen, seconds: float) -> float:
    """When it was painted next."""
    return until(lambda: painted if (painted := screen.painted_seconds) and painted > seconds + 1 else None)
