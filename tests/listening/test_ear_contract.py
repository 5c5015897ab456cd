"""What every ear does: the fake one of the other tests, and the real ones."""

import resource
from pathlib import Path

import numpy as np
import pytest

from coach.effects import Expectation
from coach.events import Decision, FellSilent, Heard, Reason
from coach.listening.ears import moonshine_ear, vosk_ear
from coach.listening.listener import Listener
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Ear, Samples
from tests.fakes.ear import FakeEar
from tests.listening.speech import OTHERS, spoken

ANSWERS = Expectation(("yes", "no", "stop", "six"), {"six": 6}, no_input_seconds=4.0, others=OTHERS)
SILENCE: Samples = np.zeros(FRAME_SAMPLES, np.float32)


class Room:
    """An ear in a room where somebody says a word. Time only grows, from one question to the next."""

    def __init__(self, ear: Ear) -> None:
        self.ear = ear
        self.now = 1000.0

    def expect(self, listen_id: int, expectation: Expectation = ANSWERS) -> None:
        """Ask a question."""
        self.ear.expect(listen_id, expectation, self.now)

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
OPEN = {"vosk": vosk_ear, "moonshine_tiny": moonshine_ear}
LONG = "i feel worse and i want to talk about my craving with somebody tonight"


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
    assert (answer.decision, answer.reason) == (Decision.ACCEPT, Reason.CLEAR)
    assert answer.second in {None, *ANSWERS.phrases} - {word}
    assert np.isfinite(answer.score)
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


def test_what_fits_nothing_is_rejected_with_its_words(kind: str, request: pytest.FixtureRequest) -> None:
    """The safety listener reads them, whatever the question was."""
    said = "i want to kill myself"
    room = room_of(kind, request, said)
    room.expect(12)
    (answer,) = room.hear(sound(kind, said))
    assert isinstance(answer, Heard)
    assert (answer.decision, answer.phrase, answer.number) == (Decision.REJECT, None, None)
    assert answer.reason is Reason.FITS_NOTHING
    assert "kill myself" in answer.open_text.lower()


def test_the_words_that_were_said_are_in_no_log(kind: str, request: pytest.FixtureRequest) -> None:
    """However an answer is printed."""
    room = room_of(kind, request, "stop")
    room.expect(13)
    (answer,) = room.hear(sound(kind, "stop"))
    assert "stop" not in repr(answer).lower()


@pytest.mark.parametrize("kind", REAL)
@pytest.mark.parametrize("noise", ["cough", "hiss", "knock"])
def test_a_noise_is_never_taken_for_an_answer(kind: str, noise: str, request: pytest.FixtureRequest) -> None:
    """It is silence, or it fits nothing."""
    room = room_of(kind, request)
    room.expect(14)
    (answer,) = room.hear(made_noise(noise))
    assert answer == FellSilent(14) or (isinstance(answer, Heard) and answer.decision is Decision.REJECT)


@pytest.mark.parametrize("kind", REAL)
def test_an_hour_of_silence_takes_no_memory(kind: str, request: pytest.FixtureRequest) -> None:
    """Nobody speaks; a room is never quite silent."""
    room = room_of(kind, request)
    room.expect(15, Expectation(("yes", "no"), no_input_seconds=3600.0))
    chance = np.random.default_rng(1)
    minute = (chance.standard_normal(60 * RATE_HERTZ) * 0.0005).astype(np.float32)
    assert room.hear(minute, 0.0) == []
    before = resident_megabytes()
    answers = [answer for _ in range(60) for answer in room.hear(minute, 0.0)]
    assert answers == [FellSilent(15)]
    assert resident_megabytes() - before < 5


@pytest.mark.parametrize("kind", REAL)
def test_a_reply_without_end_is_cut(kind: str, request: pytest.FixtureRequest) -> None:
    """After twelve seconds; what comes then is not listened to."""
    room = room_of(kind, request)
    room.expect(16)
    (answer,) = room.hear(spoken(*[LONG] * 6, pause_seconds=0.1))
    assert isinstance(answer, Heard)
    assert answer.endpoint_seconds - answer.speech_started_seconds == pytest.approx(12.0, abs=0.1)
    assert answer.decision is Decision.REJECT
    assert "talk about my craving" in answer.open_text.lower()


@pytest.mark.parametrize("kind", REAL)
def test_an_ear_is_closed_and_opened_again(kind: str, request: pytest.FixtureRequest) -> None:
    """Between two people, or after a night."""
    folder: Path = request.getfixturevalue({"vosk": "vosk_folder", "moonshine_tiny": "moonshine_folder"}[kind])
    for listen_id in (17, 18):
        room = Room(OPEN[kind](folder))
        room.expect(listen_id)
        (answer,) = room.hear(spoken("stop"))
        room.ear.close()
        assert isinstance(answer, Heard)
        assert (answer.listen_id, answer.phrase) == (listen_id, "stop")


def made_noise(name: str) -> Samples:
    """A second of it after half a second of silence."""
    seconds = np.arange(RATE_HERTZ) / RATE_HERTZ
    hiss = np.random.default_rng(1).standard_normal(RATE_HERTZ)
    shape = {
        "hiss": np.full(RATE_HERTZ, 0.1),
        "cough": 0.4 * (np.exp(-12 * seconds) + np.where(seconds > 0.4, np.exp(-12 * (seconds - 0.4)), 0)),
        "knock": 0.8 * np.exp(-60 * (seconds % 0.3)),
    }[name]
    noise: Samples = np.pad(hiss * shape, (RATE_HERTZ // 2, 0)).clip(-1, 1).astype(np.float32)
    return noise


def resident_megabytes() -> float:
    """What this process holds now. Linux only."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6
