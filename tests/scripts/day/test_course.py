"""How a day goes: what the kiosk does comes into the diary, and what it only claims is seen for what it is."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.effects import CallStaff, Effect, Line, Say
from coach.errors import DeviceError
from coach.events import Event, FellAsleep, StaffAnswered, StaffCalled, WokeUp
from coach.rehearsal.meaning import Judge
from coach.rehearsal.noise import hiss
from coach.staff.call import Reason, Stage
from scripts.day.corridor import Corridor
from scripts.day.course import Course
from scripts.day.diary import CallSeen, Diary, Update
from scripts.day.hands import Keypad
from scripts.day.pace import Pace
from scripts.day.plan import Brought, Coming, Plan
from scripts.day.process import ROLES
from scripts.day.reckoning import unmet
from scripts.day.stick import WORDS
from scripts.day.visitor import Mood, Visitor, all_of
from scripts.day.wire import Asked, Frame, FromKiosk, Noted, Played
from tests.fakes.voice import FakeVoice

COMES_SECONDS = 600.0
ASLEEP = FellAsleep(("hello coach",))
GREETED = Say((Line("welcome.hello", "Hello."),))
CALLS = (CallStaff("help"), StaffCalled(), Say((Line("repair.staff_called", "I have called the staff here."),)))
CLAIMS = (StaffAnswered(), Say((Line("repair.staff_answered", "Somebody has answered."),)))
GREETED_ANEW = Say((Line("welcome.hello", f"Hello. {WORDS[1]}"),))
PLAN = Plan((Coming(COMES_SECONDS, "presses_help"),), (), 3600.0)


class FakeWire:
    """A kiosk that does what a test says, once somebody has come, and ends with the day or, where it `dies`, before."""

    def __init__(self, does: Sequence[Event | Effect], dies: bool, stands: bool = True) -> None:
        self.does, self.dies, self._stands = does, dies, stands
        self._messages = self._day(does, dies)
        self._frame = Frame(0.0, None, False)

    def recv(self) -> FromKiosk:
        """What it says next. Raises EOFError at its end, and as a wire does OSError where there is none."""
        if not self._stands:
            raise OSError("handle is closed")
        try:
            return next(self._messages)
        except StopIteration:
            raise EOFError from None

    def send(self, frame: Frame) -> None:
        """The next frame."""
        self._frame = frame

    def _day(self, does: Sequence[Event | Effect], dies: bool) -> Iterator[FromKiosk]:
        yield Noted(ASLEEP)
        while self._frame.seconds < COMES_SECONDS + 1:
            yield Asked()
        for what in does:
            yield Noted(what)
            yield Played(np.zeros(4, np.float32), 0)
            yield Asked()
        while not dies and not self._frame.over:
            yield Asked()


@dataclass
class FakeStaff:
    """Nobody ever answers. What went over the broker is what a test says."""

    calls: dict[int, CallSeen]
    mood: Mood | None = None
    next_due: float = float("inf")
    new_seconds: float = -1.0
    stands: bool = True
    heard: list[tuple[float, str, bytes]] = field(default_factory=list)

    def look(self, now: float) -> bool:
        """Nothing is done."""
        return False

    def listen(self, now: float) -> None:
        """Nothing new."""


class FakeCentre:
    """Where nothing is real but the corridor and the keypad."""

    def __init__(self, pack: Pack, keypad: Keypad, wire: FakeWire, calls: dict[int, CallSeen]) -> None:
        self.corridor, self.keypad, self.judge, self.calls = Corridor(hiss(1), 9999.0), keypad, Judge(pack), calls
        self.kinds = {kind.content.id: kind.content for kind in all_of(pack)}
        self.eavesdropper = self.nurse = FakeStaff(calls)
        self.kiosk, self.window, self.technician = self, self, self
        self.wire, self.pid, self.shows_page = wire, 0, True

    def voice_of(self, who: Visitor) -> FakeVoice:
        """Anybody's."""
        return FakeVoice()

    def touch(self, key: str) -> bool:
        """There is no page."""
        return False

    def leave(self) -> None:
        """There is another one at once."""

    def bring(self, update: Update) -> Iterator[float]:
        """It takes a minute; then another kiosk stands there, or none where the update was spoiled."""
        yield 60.0
        if update.spoiled:
            self.wire = FakeWire((), dies=True, stands=False)
            raise DeviceError("The kiosk did not stand: it hangs.", "Try `coach doctor`.")
        update.in_force = update.changed = True
        self.wire = FakeWire(self.wire.does, self.wire.dies)

    def last_words(self) -> str:
        """Nothing."""
        return "its log is empty"

    def words_in_kiosk(self) -> list[str]:
        """None."""
        return []

    words_in_browser = words_found = words_elsewhere = words_in_kiosk


@pytest.fixture
def keypad(tmp_path: Path) -> Iterator[Keypad]:
    """A real one."""
    with closing(Keypad(tmp_path / "keypad")) as there:
        yield there


def held(
    pack: Pack, keypad: Keypad, *does: Event | Effect, dies: bool = False, seen: bool = True, plan: Plan = PLAN
) -> tuple[Diary, Any]:
    """A day on which the kiosk does this. `seen`: its call went over the broker, to staff who never answer."""
    steps = [(COMES_SECONDS + 1 + 60 * role, Stage.CALLED, role) for role in range(3)]
    call = CallSeen(5, Reason.HELP, steps[0][0], steps[0][0], [*steps, (COMES_SECONDS + 181, Stage.NOBODY, 2)])
    centre: Any = FakeCentre(pack, keypad, FakeWire(does, dies), {5: call} if seen else {})
    diary = Diary()
    course = Course(centre, plan, diary, 1, Pace(sleep=lambda seconds: None))
    visits = [*course.visits()]
    course.finish()
    assert dies or visits == diary.visits
    return diary, centre


def test_a_kiosk_that_does_what_it_has_to(english: Pack, keypad: Keypad) -> None:
    """Somebody came, was greeted, and staff were called; nobody answered, and nobody was told that they had."""
    diary, _ = held(english, keypad, WokeUp("key"), GREETED, *CALLS, ASLEEP)
    (visit,) = diary.visits
    assert visit.woke_by == "key" and visit.asked[0][1] == "help" and visit.at_decibels == 0
    assert unmet(diary, len(ROLES)) == []


def test_a_kiosk_that_claims_that_it_was_answered_by_staff_who_never_do(english: Pack, keypad: Keypad) -> None:
    """The person is told so, and that is seen."""
    diary, _ = held(english, keypad, WokeUp("key"), GREETED, *CALLS, *CLAIMS, ASLEEP)
    (told,) = unmet(diary, len(ROLES))
    assert "that somebody had answered, and nobody had" in told


def test_a_kiosk_that_only_says_that_it_calls(english: Pack, keypad: Keypad) -> None:
    """Nothing went over the broker."""
    diary, _ = held(english, keypad, WokeUp("key"), GREETED, *CALLS, ASLEEP, seen=False)
    told = " ".join(unmet(diary, len(ROLES)))
    assert "never came where staff see it" in told and "no call was there" in told


def test_a_kiosk_that_does_not_wake(english: Pack, keypad: Keypad) -> None:
    """Whoever came has gone again."""
    diary, _ = held(english, keypad)
    assert unmet(diary, len(ROLES)) == [
        "visitor 1 (presses_help): it did not wake", "visitor 1 (presses_help): staff were not called for help",
    ]  # fmt: skip


def test_a_kiosk_that_ends_by_itself(english: Pack, keypad: Keypad) -> None:
    """In the middle of a session."""
    diary, _ = held(english, keypad, WokeUp("key"), GREETED, dies=True, seen=False)
    told = unmet(diary, len(ROLES))
    assert "visitor 1 (presses_help): it did not sleep again" in told
    assert any(each.startswith("the day was broken off at 07:10:") for each in told)


UPDATED = replace(PLAN, updates=(Brought(300.0, 1, spoiled=False),))


def test_an_update_is_brought_while_nobody_is_there_and_the_next_person_hears_it(english: Pack, keypad: Keypad) -> None:
    """By another process, at another wire."""
    diary, _ = held(english, keypad, WokeUp("key"), GREETED_ANEW, *CALLS, ASLEEP, plan=UPDATED)
    (update,) = diary.updates
    assert update.came_seconds is not None and 300.0 <= update.came_seconds < 310.0
    assert update.back_seconds == pytest.approx(update.came_seconds + 60.0, abs=1.0)
    assert unmet(diary, len(ROLES)) == []


def test_an_update_after_which_the_old_words_are_spoken(english: Pack, keypad: Keypad) -> None:
    """Whatever the command said."""
    diary, _ = held(english, keypad, WokeUp("key"), GREETED, *CALLS, ASLEEP, plan=UPDATED)
    (told,) = unmet(diary, len(ROLES))
    assert told == "visitor 1 (presses_help) was greeted with 'Hello.', and update 1 was in force"


def test_a_kiosk_that_does_not_stand_again_after_an_update(english: Pack, keypad: Keypad) -> None:
    """The day ends there, and what it was is told."""
    plan = replace(PLAN, updates=(Brought(300.0, 2, spoiled=True),))
    diary, _ = held(english, keypad, dies=True, plan=plan)
    told = unmet(diary, len(ROLES))
    assert told[0].startswith("update 2: the kiosk did not stand again: The kiosk did not stand: it hangs.")
    assert any("presses_help was to come at 07:10:00" in each for each in told)
