"""What breaks while somebody is there."""

import numpy as np
import pytest

from coach.effects import Expectation, Listen
from coach.events import Decision, Heard
from coach.rehearsal.noise import hiss
from scripts.day.breaking import PAGE_GONE_SECONDS, UNPLUGGED_SECONDS, Breaking
from scripts.day.corridor import Corridor
from scripts.day.diary import Fault
from scripts.day.pace import AS_IN_LIFE, FREELY

ASKED = Listen(3, Expectation(("ready",)), "welcome.ready")
HEARD = Heard(3, Decision.ACCEPT, "ready")


class FakeWindow:
    """A page that can be driven away. `comes_back`: something of the kiosk brings it back."""

    def __init__(self, comes_back: bool) -> None:
        self._comes_back = comes_back
        self.shows_page = True

    def drive_away(self) -> None:
        """It is gone, unless it comes back at once."""
        self.shows_page = self._comes_back

    def open_again(self) -> None:
        """By hand."""
        self.shows_page = True


def broken(kind: str, comes_back: bool = False) -> tuple[Fault, Breaking, Corridor]:
    """In the middle of a session."""
    fault, corridor = Fault(kind, 1), Corridor(hiss(1), 3600.0)
    breaking = Breaking(fault, corridor, FakeWindow(comes_back), 0)  # type: ignore[arg-type]  # a fake of a window
    breaking.note(ASKED)
    assert fault.struck_seconds is None
    breaking.note(ASKED)
    return fault, breaking, corridor


def passes(breaking: Breaking, corridor: Corridor, seconds: float) -> list[bool]:
    """So much time: whether the microphone gave anything, frame by frame."""
    until, gave = corridor.now() + seconds, []
    while corridor.now() < until:
        breaking.pass_frame()
        gave.append(corridor.next_frame().samples is not None)
    return gave


def test_a_microphone_is_away_for_a_while_and_what_is_heard_afterwards_shows_that_it_is_back() -> None:
    """Not what was heard just before."""
    fault, breaking, corridor = broken("microphone unplugged")
    assert not np.any(passes(breaking, corridor, UNPLUGGED_SECONDS - 1))
    breaking.note(HEARD)
    assert fault.recovered_seconds is None
    assert np.any(passes(breaking, corridor, 2.0))
    breaking.note(HEARD)
    assert fault.mended_seconds is not None and fault.recovered_seconds is not None


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_page_that_was_driven_away_has_to_come_back_and_who_helped_is_told(comes_back: bool) -> None:
    """By the kiosk, or by the day after ten seconds."""
    fault, breaking, corridor = broken("page driven away", comes_back)
    assert breaking.times == AS_IN_LIFE
    passes(breaking, corridor, PAGE_GONE_SECONDS + 1)
    assert fault.helped is not comes_back and fault.recovered_seconds is not None and breaking.times == FREELY


def test_an_engine_that_is_not_there_cannot_be_killed() -> None:
    """And that is seen: nothing was struck."""
    fault, _, _ = broken("ear killed")
    assert fault.struck_seconds is None


def test_nothing_stays_broken_for_the_next_person() -> None:
    """Who left too early to see it mended."""
    fault, breaking, corridor = broken("page driven away")
    breaking.end()
    assert fault.helped
    _, breaking, corridor = broken("microphone unplugged")
    breaking.end()
    assert corridor.next_frame().samples is not None
