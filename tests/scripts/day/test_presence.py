"""Somebody who is there."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from coach.content.pack import Pack
from coach.effects import Expectation, Listen
from coach.kiosk import keypad as kiosk
from coach.rehearsal.meaning import Judge
from coach.rehearsal.noise import hiss
from scripts.day.corridor import Corridor
from scripts.day.diary import Visit
from scripts.day.hands import BUTTONS, Keypad
from scripts.day.presence import AGAIN_SECONDS, LOOKS_SECONDS, TOUCHES_AGAIN_SECONDS, TRIES, Presence, Surroundings
from scripts.day.visitor import Visitor, all_of
from scripts.day.wire import Frame
from tests.fakes.clock import FakeClock
from tests.fakes.voice import FakeVoice

READY = Listen(3, Expectation(("ready",)), "welcome.ready")


class Scene:
    """A corridor with a keypad and a page, on which these buttons are."""

    def __init__(self, pack: Pack, keypad: Keypad, buttons: tuple[str, ...]) -> None:
        self.corridor = Corridor(hiss(1), 3600.0)
        self.touched: list[str] = []
        self._pack, self._keypad, self._buttons = pack, keypad, buttons
        self.read = kiosk.Keypad(keypad.path, BUTTONS, FakeClock())
        assert self.read.is_there

    def comes(self, name: str, **changed: object) -> Presence:
        """Somebody of this kind, perhaps changed."""
        who = next(kind.content for kind in all_of(self._pack) if kind.content.id == name)
        who = Visitor.model_validate(who.model_dump() | changed)
        visit = Visit(1, name, who.comes_by, self.corridor.now(), who.calls)
        around = Surroundings(self.corridor, self._keypad, self.touch, Judge(self._pack), Random(1))
        self.there = Presence(who, visit, FakeVoice(), around)
        return self.there

    def touch(self, key: str) -> bool:
        """As a page does."""
        self.touched.append(key)
        return key in self._buttons

    def passes(self, seconds: float) -> None:
        """Time, in which they act."""
        until = self.corridor.now() + seconds
        while self.corridor.now() < until:
            self.there.pass_frame()
            self.corridor.next_frame()

    def hit(self) -> list[str]:
        """The keys that were."""
        return [key for _ in range(500) if (key := self.read.poll()) is not None]


@pytest.fixture
def scene(english: Pack, tmp_path: Path) -> Iterator[Scene]:
    """A page on which one can answer, and wake it."""
    with closing(Keypad(tmp_path / "keypad")) as keypad:
        yield Scene(english, keypad, ("wake", "ready"))


def test_who_comes_by_key_presses_once_more_where_nothing_happens_and_goes_at_last(scene: Scene) -> None:
    """They do not stand there for ever."""
    there = scene.comes("hurried")
    scene.passes(AGAIN_SECONDS * TRIES + 1)
    assert scene.hit() == ["go"] * TRIES and there.gone


def test_who_comes_by_touch_touches_and_who_comes_by_voice_calls(scene: Scene) -> None:
    """Each in their way."""
    scene.comes("by_touch")
    scene.passes(1.0)
    assert scene.touched == ["wake"] and not scene.hit()
    scene.comes("calm")
    loudest = max(abs(float(frame.samples.max())) for _ in range(40) if (frame := _next(scene)).samples is not None)
    assert loudest > 0.01 and scene.touched == ["wake"]


def _next(scene: Scene) -> Frame:
    scene.there.pass_frame()
    return scene.corridor.next_frame()


def test_an_answer_is_touched_where_they_touch_and_a_button_that_is_missing_is_noted(scene: Scene) -> None:
    """And pressed where they press."""
    there = scene.comes("by_touch")
    there.visit.woke_seconds = 0.0
    there.note(READY)
    scene.passes(3.0)
    assert scene.touched == ["ready"] and not there.visit.unseen
    there.note(Listen(4, Expectation(("six",)), "check_in.craving"))
    scene.passes(LOOKS_SECONDS)
    assert not there.visit.unseen and len(scene.touched) > 3
    scene.passes(TOUCHES_AGAIN_SECONDS + 3)
    assert there.visit.unseen == ["6"]
    there = scene.comes("presses_help")
    there.visit.woke_seconds = scene.corridor.now()
    there.note(READY)
    scene.passes(3.0)
    assert scene.hit() == ["help"]


def test_who_goes_away_in_the_middle_answers_nothing_more(scene: Scene) -> None:
    """Whatever is asked."""
    there = scene.comes("by_touch", leaves_after_seconds=5)
    there.visit.woke_seconds = 0.0
    scene.passes(6.0)
    there.note(READY)
    scene.passes(3.0)
    assert there.gone and not scene.touched


def test_who_mashes_hits_a_hundred_keys_and_more(scene: Scene) -> None:
    """In twenty seconds; only some of them are for anything."""
    scene.comes("mashes_keys").visit.woke_seconds = 0.0
    scene.passes(20.0)
    assert len(scene.hit()) > 20


def test_a_phone_plays_speech_and_wakes_nobody_on_purpose(scene: Scene) -> None:
    """For a minute; then its owner goes."""
    there = scene.comes("phone")
    scene.passes(61.0)
    assert there.gone and not scene.hit() and not scene.touched
