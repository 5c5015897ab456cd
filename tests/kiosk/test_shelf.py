"""A coach on a shelf: it sleeps until it is called."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.conversation.waiting import Waiting
from coach.effects import End, Say
from coach.errors import CoachError, EngineError
from coach.events import DeviceLost, FellAsleep, FellSilent, Heard, WokeUp
from coach.kiosk.shelf import Shelf, wake_expectation
from coach.ports import Samples
from coach.runtime import Parts, Runtime
from coach.sound.room import Room
from tests.conversation.transcript import GAPS
from tests.fakes.ear import FakeEar
from tests.fakes.journal import FakeJournal
from tests.fakes.keys import FakeKeys
from tests.fakes.observer import FakeObserver
from tests.fakes.staff import FakeStaff
from tests.fakes.voice import FakeVoice
from tests.listeners import safety_of

Kind = TypeVar("Kind")


class NightIsOver(Exception):
    """Ends a shelf's endless loop."""


class DyingEar(FakeEar):
    """A fake whose engine dies at the first two replies, and works afterwards."""

    deaths = 2

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """The next reply; the first two are lost."""
        answer = super().hear(frame, now)
        if answer is not None and self.deaths:
            self.deaths -= 1
            raise EngineError("The fake ear died twice.", "Make a better one.")
        return answer


class Corner:
    """A shelf in a simulated room. `sessions`: how many may be held until the night is over."""

    def __init__(self, pack: Pack, ear: FakeEar, sessions: int = 1) -> None:
        self.pack, self.ear, self.room = pack, ear, Room()
        self.keys, self.voice, self.observer, self.staff = FakeKeys(), FakeVoice(), FakeObserver(), FakeStaff()
        self.parts = Parts(ear, self.voice, self.room, self.room, self.room, self.keys, FakeJournal(), self.staff)
        self.shelf = Shelf(self.parts, wake_expectation(pack), [self.observer])
        self.left, self.told = sessions, list[CoachError]()

    def stand(self, hold: Callable[[], None] | None = None) -> None:
        """Until the night is over."""

        def hold_session() -> None:
            if not self.left:
                raise NightIsOver
            self.left -= 1
            (hold or self.hold)()

        with pytest.raises(NightIsOver):
            self.shelf.keep(hold_session, self.told.append)

    def hold(self) -> None:
        """A session."""
        Runtime(Session(self.pack, safety_of(self.pack), GAPS), self.parts, [self.observer]).run()

    def seen(self, *kinds: type[Kind]) -> list[Kind]:
        """What happened, of these kinds."""
        return [what for _, what in self.observer.seen if isinstance(what, kinds)]


def test_it_wakes_holds_a_session_and_sleeps_again(english: Pack) -> None:
    """For ever; each session begins with the greeting, and ends with the end."""
    corner = Corner(english, FakeEar(["hello coach", "stop"] * 3), sessions=2)
    corner.stand()
    kinds = [type(what) for what in corner.seen(FellAsleep, WokeUp, End)]
    assert kinds == [FellAsleep, WokeUp, End] * 2 + [FellAsleep, WokeUp]


def test_asleep_nothing_else_is_acted_on(english: Pack) -> None:
    """Neither a command nor words of danger nor silence: nobody is there yet."""
    asleep = ["stop", "i want to kill myself", None, "ready"]
    corner = Corner(english, FakeEar([*asleep, "hello coach", "stop", "hey coach"]))
    corner.stand()
    assert isinstance(corner.seen(Say, WokeUp)[0], WokeUp)
    assert not corner.staff.reasons


def test_any_key_wakes_it(english: Pack) -> None:
    """Without a word; the key means nothing else."""
    corner = Corner(english, FakeEar([None] * 3), sessions=0)
    corner.keys.pressed.append("stop")
    corner.stand()
    assert corner.seen(WokeUp) == [WokeUp("key")]


def test_an_ear_that_dies_while_it_sleeps_is_told_once_and_hears_again(english: Pack) -> None:
    """The coach is not silent for ever because its engine died at night."""
    corner = Corner(english, DyingEar(["hello coach", "hello coach", "hello coach"]), sessions=0)
    corner.stand()
    assert corner.seen(DeviceLost) == [DeviceLost("ear")]
    assert corner.seen(WokeUp) == [WokeUp("voice")]


def test_a_session_that_fails_is_told_and_the_coach_sleeps_again(english: Pack) -> None:
    """The next person finds it ready."""
    corner = Corner(english, FakeEar(["hello coach"] * 3), sessions=2)

    def fail() -> None:
        raise EngineError("The fake voice died twice.", "Make a better one.")

    corner.stand(fail)
    assert len(corner.told) == 2 and len(corner.seen(FellAsleep)) == 3


def test_somebody_who_leaves_leads_back_to_sleep(english: Pack) -> None:
    """The session ends kindly by itself, and the coach waits to be called again."""
    corner = Corner(english, FakeEar(["hello coach", "ready"]))

    def hold_and_call_again() -> None:
        corner.hold()
        corner.keys.pressed.append("help")

    corner.stand(hold_and_call_again)
    assert len(corner.seen(End)) == 1 and len(corner.seen(FellAsleep)) == 2


def test_between_two_people_nothing_remains(english: Pack) -> None:
    """What was rendered for the first is dropped, and the second is greeted as anybody."""
    corner = Corner(english, FakeEar(["hello coach", "ready", "seven", "stop", "hello coach", "stop", "hey coach"]), 2)
    corner.stand()
    assert not corner.voice.prepared and not corner.voice.rendered
    assert corner.ear.forgot == 2 and corner.staff.forgot == 2
    first, second = (
        [line.id for line in what.lines] for what in corner.seen(Say) if what.lines[0].id == "welcome.hello"
    )
    assert first == second


def test_the_wake_phrases_are_the_packs(english: Pack) -> None:
    """And nothing is asked back."""
    expectation = wake_expectation(english)
    assert expectation.phrases == tuple(english.header.wake_phrases) and "hello coach" in expectation.phrases
    assert expectation.unasked and np.isfinite(expectation.no_input_seconds)


def test_it_ends_when_it_is_time_but_never_in_a_session(english: Pack) -> None:
    """In the morning it begins anew, with a self-test; whoever is there then is not sent away."""
    corner = Corner(english, FakeEar(["hello coach", "ready", "stop"]))
    held = list[bool]()

    def hold_session() -> None:
        corner.hold()
        held.append(True)

    corner.shelf.keep(hold_session, corner.told.append, until=lambda: bool(held) or bool(corner.seen(WokeUp)))
    assert len(corner.seen(End)) == 1 and held == [True]


def test_an_empty_corner_is_asked_and_then_it_sleeps(english: Pack) -> None:
    """Somebody said where they are, and left: it asks, says whom to call, and the next person finds it asleep."""
    corner = Corner(english, FakeEar(["hello coach", "ready"]))

    def hold_session() -> None:
        session = Session(corner.pack, safety_of(corner.pack), GAPS, Waiting(idle_seconds=30.0))
        Runtime(session, corner.parts, [corner.observer]).run()
        corner.keys.pressed.append("go_on")

    corner.stand(hold_session)
    said = [line.id for what in corner.seen(Say) for line in what.lines]
    assert any(line.startswith("repair.still_there") for line in said) and said[-1] == "stopped.stopped"
    assert len(corner.seen(FellAsleep)) == 2 and corner.ear.forgot == 1
