"""The page for the next person."""

from coach.events import FellAsleep, WokeUp
from scripts.day.next_page import COMES_SECONDS, NextPage
from scripts.day.pace import AS_IN_LIFE, FREELY


class FakeWindow:
    """A page that comes when a test says so. `left`: how often another one was wanted."""

    shows_page = False
    left = 0

    def leave(self) -> None:
        """The one before does not count any more."""
        self.left += 1


def asleep() -> tuple[NextPage, FakeWindow]:
    """At 10 s; until then none was awaited."""
    window = FakeWindow()
    page = NextPage(window)  # type: ignore[arg-type]  # a fake of a window
    page.note(WokeUp("key"), 5.0)
    assert not page.is_awaited and page.times == FREELY
    page.note(FellAsleep(("hello coach",)), 10.0)
    return page, window


def test_it_is_waited_for_as_in_life_whenever_the_kiosk_falls_asleep() -> None:
    """Until it is there."""
    page, window = asleep()
    page.pass_frame(12.0)
    assert window.left == 1 and page.is_awaited and page.times == AS_IN_LIFE
    window.shows_page = True
    page.pass_frame(13.0)
    assert not page.is_awaited and page.times == FREELY and page.missed == []


def test_one_that_does_not_come_is_told_and_the_day_goes_on() -> None:
    """After a minute."""
    page, _ = asleep()
    page.pass_frame(10.0 + COMES_SECONDS)
    assert not page.is_awaited and page.missed == ["no page stood there for the next person at 07:01:10"]
