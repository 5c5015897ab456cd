"""What every ear does: the fake one of the other tests, and the real ones."""

import numpy as np
import pytest

from coach.effects import Expectation
from coach.events import Decision, FellSilent, Heard
from coach.listening.listener import Listener
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, Ear, Samples
from tests.fakes.ear import FakeEar
from tests.listening.speech import spoken

ANSWERS = Expectation(("yes", "no", "stop", "six"), {"six": 6}, no_input_seconds=4.0)
SILENCE: Samples = np.zeros(FRAME_SAMPLES, np.float32)


class Room:
    """An ear in a room where somebody says a word. Time only grows, from one question to the next."""

    def __init__(self, ear: Ear) -> None:
        self.ear = ear
        self.now = 1000.0

    def expect(self, listen_id: int) -> None:
        """Ask a question."""
        self.ear.expect(listen_id, ANSWERS, self.now)

    def hear(self, sound: Samples, silent_seconds: float = 12.0) -> list[Heard | FellSilent]:
        """All answers to a sound with silence after it."""
        whole = np.pad(sound, (0, -len(sound) % FRAME_SAMPLES)).reshape(-1, FRAME_SAMPLES)
        answers = []
        for frame in [*whole, *[SILENCE] * round(silent_seconds / FRAME_SECONDS)]:
            self.now += FRAME_SECONDS
            answer = self.ear.hear(frame, self.now)
            if answer is not None:
                answers.append(answer)
        return answers


REAL = [
    pytest.param("vosk", marks=pytest.mark.engines),
    pytest.param("moonshine_tiny", marks=pytest.mark.engines),
]


@pytest.fixture(params=["fake", *REAL])
def kind(request: pytest.FixtureRequest) -> str:
    """Which ear."""
    name: str = request.param
    return name


def room_of(kind: str, request: pytest.FixtureRequest, *replies: str | None) -> Room:
    """The ear, in a room. Only the fake one has to be told what will be said."""
    if kind == "fake":
        return Room(FakeEar(replies))
    listener: Listener = request.getfixturevalue(kind)
    return Room(listener)


def sound(kind: str, word: str) -> Samples:
    """A word. The fake ear needs none."""
    return SILENCE if kind == "fake" else spoken(word)


@pytest.mark.parametrize(("word", "number"), [("stop", None), ("six", 6)])
def test_a_reply_is_answered_once(kind: str, word: str, number: int | None, request: pytest.FixtureRequest) -> None:
    """With the question's own id, the phrase, its number, and times in their order."""
    room = room_of(kind, request, word)
    room.expect(7)
    began = room.now
    (answer,) = room.hear(sound(kind, word))
    assert isinstance(answer, Heard)
    assert (answer.listen_id, answer.phrase, answer.number) == (7, word, number)
    assert answer.decision is Decision.ACCEPT
    assert word in answer.open_text.lower()
    assert began < answer.speech_ended_seconds <= answer.endpoint_seconds <= room.now
    assert answer.speech_started_seconds <= answer.speech_ended_seconds


def test_silence_is_answered_once(kind: str, request: pytest.FixtureRequest) -> None:
    """After as long as the question allows."""
    room = room_of(kind, request, None)
    room.expect(8)
    assert room.hear(SILENCE, 3.9) == []
    assert room.hear(SILENCE) == [FellSilent(8)]


def test_nobody_listens_before_a_question_or_after_resting(kind: str, request: pytest.FixtureRequest) -> None:
    """Whatever is said then, nothing comes of it."""
    room = room_of(kind, request, "stop")
    room.ear.rest()
    assert room.hear(sound(kind, "stop")) == []
    room.expect(9)
    room.ear.rest()
    assert room.hear(sound(kind, "stop")) == []


def test_a_new_question_forgets_the_old_one(kind: str, request: pytest.FixtureRequest) -> None:
    """The answer is to the second."""
    room = room_of(kind, request, "stop")
    room.expect(10)
    room.hear(SILENCE, 0.5)
    room.expect(11)
    (answer,) = room.hear(sound(kind, "stop"))
    assert answer.listen_id == 11
