"""What breaks while somebody is there."""

import numpy as np

from coach.effects import Expectation, Listen
from coach.events import Decision, Heard
from coach.rehearsal.noise import hiss
from scripts.day.breaking import UNPLUGGED_SECONDS, Breaking
from scripts.day.corridor import Corridor
from scripts.day.diary import Fault
from scripts.day.pace import AS_IN_LIFE, FREELY

ASKED = Listen(3, Expectation(("ready",)), "welcome.ready")
HEARD = Heard(3, Decision.ACCEPT, "ready")


class FakeWindow:
    """A page that can be driven away."""

    def __init__(self) -> None:
        self.shows_page = True

    def drive_away(self) -> None:
        """It is gone, until the kiosk brings it back."""
        self.shows_page = False


def broken(kind: str, window: FakeWindow | None = None) -> tuple[Fault, Breaking, Corridor]:
    """In the middle of a session."""
    fault, corridor = Fault(kind, 1), Corridor(hiss(1), 3600.0)
    breaking = Breaking(fault, corridor, window or FakeWindow(), 0)  # type: ignore[arg-type]  # a fake of a window
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


def test_a_page_that_was_driven_away_is_waited_for_as_in_life_until_the_kiosk_brings_it_back() -> None:
    """Nothing of the day does: one that stays away has not recovered."""
    window = FakeWindow()
    fault, breaking, corridor = broken("page driven away", window)
    passes(breaking, corridor, 30.0)
    assert breaking.times == AS_IN_LIFE and fault.recovered_seconds is None
    window.shows_page = True
    passes(breaking, corridor, 0.1)
    assert breaking.times == FREELY and fault.recovered_seconds is not None


def test_an_engine_that_is_not_there_cannot_be_killed() -> None:
    """And that is seen: nothing was struck."""
    fault, _, _ = broken("ear killed")
    assert fault.struck_seconds is None


def test_nothing_stays_broken_for_the_next_person() -> None:
    """Who left too early to see it mended."""
    _, breaking, corridor = broken("microphone unplugged")
    breaking.end()
    assert corridor.next_frame().samples is not None
