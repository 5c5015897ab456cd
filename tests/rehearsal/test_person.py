"""The person in the room: what they say, when, how loud, and what they do when they are not understood."""

from typing import Any

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.effects import Line, Listen, Say
from coach.errors import EngineError
from coach.events import Decision, Heard
from coach.ports import FRAME_SECONDS, RATE_HERTZ, Samples
from coach.rehearsal.meaning import Judge
from coach.rehearsal.person import Person
from coach.rehearsal.persona import Persona, PersonVoice, Reply
from coach.sound.room import Room, speech_level_db
from tests.fakes.voice import FakeVoice
from tests.rehearsal.spelling import SpellingVoice

ABOUT = "check_in.craving"


class Scene:
    """A person with some replies to one question, in a quiet room."""

    def __init__(self, pack: Pack, *replies: Reply, voice: Any = None, **persona: Any) -> None:
        self.room = Room()
        self.judge = Judge(pack)
        self._pack = pack
        self._asked = 0
        answers = {ABOUT: list(replies)} if replies else {}
        content = Persona(id="me", about="Me.", voice=PersonVoice(name="rms"), answers=answers, **persona)
        self.voice = voice or FakeVoice()
        self.person = Person(content, self.voice, self.room, self.judge)

    def ask(self, about: str = ABOUT) -> int:
        """Open the microphone."""
        self._asked += 1
        expectation = self.judge.vocabulary(about).expectation(8.0)
        self.person.note(Listen(self._asked, expectation, about), self.room.now())
        return self._asked

    def answer(self, phrase: str, decision: Decision = Decision.ACCEPT) -> None:
        """What the ear makes of it."""
        self.person.note(Heard(self._asked, decision, phrase), self.room.now())

    def hear(self, seconds: float) -> Samples:
        """What the microphone hears meanwhile."""
        return np.concatenate([self.room.read() for _ in range(round(seconds / FRAME_SECONDS))])

    def said(self) -> str | None:
        """The reply to the last question."""
        utterance = self.person.utterances.get(self._asked)
        return utterance.reply.say if utterance else None


def bounds(sound: Samples) -> tuple[float, float]:
    """From when to when there is sound, in seconds."""
    loud = np.flatnonzero(np.abs(sound) > 1e-3)
    return loud[0] / RATE_HERTZ, (loud[-1] + 1) / RATE_HERTZ


def test_the_person_begins_after_their_thinking_time(english: Pack) -> None:
    """Counted from the moment at which the microphone opened."""
    scene = Scene(english, Reply(say="seven", after_seconds=1.5))
    scene.hear(0.96)
    scene.ask()
    began, ended = bounds(scene.hear(4))
    assert began == pytest.approx(1.5, abs=0.01)
    utterance = scene.person.utterances[1]
    assert utterance.began_seconds == pytest.approx(0.96 + 1.5)
    assert utterance.ended_seconds == pytest.approx(0.96 + ended, abs=0.01)
    assert utterance.meant == 7


@pytest.mark.parametrize(("level_db", "louder_db"), [(-26, 0), (-20, 0), (-26, -12)])
def test_the_person_is_as_loud_as_they_are_said_to_be(english: Pack, level_db: float, louder_db: float) -> None:
    """At the microphone, within half a dB, mumbling or not."""
    scene = Scene(english, Reply(say="about a seven", louder_db=louder_db), level_db=level_db)
    scene.ask()
    assert speech_level_db(scene.hear(4)) == pytest.approx(level_db + louder_db, abs=0.5)


def test_three_dots_are_a_real_silence(english: Pack) -> None:
    """As long as `pause_seconds`, between the words."""
    scene = Scene(english, Reply(say="um ... maybe a six", means=6, pause_seconds=2.0, after_seconds=0))
    scene.ask()
    loud = np.flatnonzero(np.abs(scene.hear(6)) > 1e-3)
    assert np.diff(loud).max() / RATE_HERTZ == pytest.approx(2.0, abs=0.02)


def test_replies_are_used_in_turn_and_the_last_again(english: Pack) -> None:
    """Each question has its own turn."""
    scene = Scene(english, Reply(say="six"), Reply(say="five"))
    said = []
    for phrase in ("six", "five", "five"):
        scene.ask()
        said.append(scene.said())
        scene.answer(phrase)
    assert said == ["six", "five", "five"]


@pytest.mark.parametrize(
    ("phrase", "decision"), [("six", Decision.REJECT), ("six", Decision.CONFIRM), ("nine", Decision.ACCEPT)]
)
def test_what_was_not_understood_is_said_again_and_plainer(english: Pack, phrase: str, decision: Decision) -> None:
    """As people do; then the next reply's turn comes."""
    scene = Scene(english, Reply(say="i think six", plainly="six"), Reply(say="five"))
    scene.ask()
    assert scene.said() == "i think six"
    scene.answer(phrase, decision)
    scene.ask()
    assert scene.said() == "six"
    scene.answer("six")
    scene.ask()
    assert scene.said() == "five"


def test_what_was_no_answer_is_not_repeated(english: Pack) -> None:
    """To be refused is what it was for."""
    scene = Scene(english, Reply(say="stupid machine", means="nothing"), Reply(say="ten"))
    scene.ask()
    scene.answer("ten", Decision.REJECT)
    scene.ask()
    assert scene.said() == "ten"


def test_who_has_nothing_to_say_is_silent(english: Pack) -> None:
    """A reply without words, and every question that the persona does not name."""
    scene = Scene(english, Reply())
    scene.ask()
    scene.ask("check_in.ability")
    assert not scene.hear(4).any()
    assert scene.person.utterances == {}


def test_the_default_answers_questions_that_are_not_named(english: Pack) -> None:
    """But it does not talk into a wait."""
    scene = Scene(english, Reply(say="six"), default=Reply(say="i don't know"))
    scene.ask("check_in.ability")
    assert scene.said() == "i don't know"
    scene.ask("urge_surfing.breathe")
    assert scene.said() is None


def test_the_person_breaks_off_when_the_coach_begins_to_speak(english: Pack) -> None:
    """Nobody talks on over somebody else."""
    scene = Scene(english, Reply(say="um ... maybe a six", means=6, pause_seconds=3.0, after_seconds=0))
    scene.ask()
    scene.hear(0.96)
    scene.person.note(Say((Line("a.b", "Sorry."),)), scene.room.now())
    assert not scene.hear(6).any()


def test_a_key_is_pressed_when_its_time_has_come(english: Pack) -> None:
    """Once, and without a sound."""
    scene = Scene(english, Reply(key="stop", after_seconds=1.0))
    scene.ask()
    assert scene.person.poll() is None
    assert not scene.hear(1.024).any()
    assert scene.person.poll() == "stop"
    assert scene.person.poll() is None
    scene.person.close()


def test_the_person_speaks_at_their_own_rate(english: Pack) -> None:
    """The voice is asked for it, part by part."""
    scene = Scene(english, Reply(say="um ... six", means=6))
    scene.ask()
    assert [(line.text, rate) for line, rate in scene.voice.rendered] == [("um", 1.0), ("six", 1.0)]


def test_a_voice_without_sound_is_an_error(english: Pack) -> None:
    """Not a person who seems to be silent."""
    scene = Scene(english, Reply(say="?! six", means=6), voice=MuteVoice())
    with pytest.raises(EngineError, match="'rms' gave no sound"):
        scene.ask()


class MuteVoice(SpellingVoice):
    """A voice that has lost itself."""

    def render(self, line: Line, rate: float) -> Samples:
        """Silence."""
        return np.zeros(1000, np.float32)


def test_who_has_nothing_to_say_for_twenty_minutes_goes(english: Pack) -> None:
    """Wherever the coach stays with them; and no sooner, however long an exercise is."""
    scene = Scene(english)
    scene.ask()
    scene.hear(1199)
    assert scene.person.poll() is None
    scene.hear(5)
    assert scene.person.poll() == "stop"
    assert scene.person.poll() is None
