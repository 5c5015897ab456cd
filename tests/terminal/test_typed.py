"""The typed session's parts."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.content.script import Ask, Step
from coach.conversation.session import Session
from coach.conversation.understanding import vocabulary_of
from coach.effects import Expectation, Line, NumberWords, Say
from coach.events import Decision, FellSilent, Heard
from coach.journal import NothingKept
from coach.ports import FRAME_SAMPLES
from coach.runtime import Parts, Runtime
from coach.terminal.keys import NoKeys
from coach.terminal.typed import NoLoudspeaker, NoVoice, TypedEar
from tests.conversation.transcript import GAPS
from tests.fakes.clock import FakeClock
from tests.fakes.microphone import FakeMicrophone
from tests.fakes.observer import FakeObserver
from tests.fakes.staff import FakeStaff
from tests.listeners import safety_of

RATING = Expectation(("seven", "about seven", "five", "stop"), {"seven": 7, "about seven": 7, "five": 5})
OPEN = Expectation(("stop",), open_words=True)
FRAME = np.zeros(FRAME_SAMPLES, np.float32)


@pytest.fixture
def keyboard() -> Iterator[tuple[int, TypedEar]]:
    """Where a test types, and the ear that reads it."""
    reading, writing = os.pipe()
    yield writing, TypedEar(reading)
    os.close(reading)


def heard(keyboard: tuple[int, TypedEar], typed: str, expectation: Expectation) -> Heard:
    """What the ear makes of a line."""
    descriptor, ear = keyboard
    os.write(descriptor, typed.encode() + b"\n")
    ear.expect(1, expectation, 0.0)
    answer = ear.hear(FRAME, 0.1)
    assert isinstance(answer, Heard)
    return answer


@pytest.mark.parametrize("typed", ["seven", "Seven.", "7", "  seven "])
def test_an_answer_is_taken_however_it_is_typed(keyboard: tuple[int, TypedEar], typed: str) -> None:
    """Capitals, a full stop and digits do not matter."""
    answer = heard(keyboard, typed, RATING)
    assert (answer.decision, answer.number) == (Decision.ACCEPT, 7)


@pytest.mark.parametrize(
    ("typed", "decision", "named"),
    [
        ("I'd put it at a 7 today", Decision.ACCEPT, ("seven", None)),
        ("7/10", Decision.ACCEPT, ("seven", None)),
        ("between six and seven", Decision.CONFIRM, ("six", "seven")),
        ("6.5", Decision.CONFIRM, ("six", "seven")),
        ("not a seven", Decision.CONFIRM, ("seven", None)),
        ("call 911", Decision.REJECT, (None, None)),
    ],
)
def test_a_number_is_found_in_a_sentence(
    keyboard: tuple[int, TypedEar], english: Pack, typed: str, decision: Decision, named: tuple[str | None, str | None]
) -> None:
    """Of two numbers the person chooses one; words that do not go with a number make it doubtful."""
    expectation = vocabulary_of(Step(ask=Ask(rating="craving")), english.words).expectation(8.0)
    answer = heard(keyboard, typed, expectation)
    assert (answer.decision, answer.phrase, answer.second) == (decision, *named)


RIGHT = {
    7: [
        "7", "07", "7.0", "7,0", "+7", "７", "٧", "7️⃣🙂", "⑦", "seven!!!", "SEVEN", "i’d say 7", "7/10", "７／１０",
        "7of10", "7\u200b", "\ufeff7", "\u202e7", "\t7\t", "7\r", "7\x00", "7\x1b[A", "\x1b[200~7\x1b[201~", "8\x7f7",
    ],
    10: ["10", "ten/ten", "🔟", "1️⃣0️⃣", "a ten out of ten", "10.0"],
    0: ["0", "00", "0/10"],
}  # fmt: skip
"""How people type a number that leaves no doubt."""


@pytest.mark.parametrize("number", RIGHT)
def test_a_number_is_taken_however_it_is_typed(keyboard: tuple[int, TypedEar], english: Pack, number: int) -> None:
    """In the digits of any script, on any keyboard, with what keys and clipboards leave behind."""
    expectation = vocabulary_of(Step(ask=Ask(rating="craving")), english.words).expectation(8.0)
    taken = {line: heard(keyboard, line, expectation) for line in RIGHT[number]}
    assert {line: answer.number for line, answer in taken.items()} == dict.fromkeys(taken, number)
    assert {answer.decision for answer in taken.values()} == {Decision.ACCEPT}


@pytest.mark.parametrize(
    "typed",
    [
        "-1", "−1", "- 1", "minus one", "-5/10", "0.5", ".5", "½", "7½", "7.3", "7,5", "10.5", "10,5", "11", "12/10",
        "100", "1000", "70/100", "7%", "<7", ">7", "7-8", "7–8", "7 to 8", "7to8", "7 or 8", "8ish", "sevn",
        "seven-ish", "lvl 7", "not 7", "3 out of 5", "1e1", "ten thousand", "half", "7 (it was 9)", "VII", "🙂", "7 0",
        "007", "1-800", "7\x7f", "7\x15", "8\x1b[D7", "0\x1b[D1", "77", "7k", "911", "",
    ],
)  # fmt: skip
def test_what_is_another_number_or_none_is_never_taken_for_one(
    keyboard: tuple[int, TypedEar], english: Pack, typed: str
) -> None:
    """Below zero, over ten, between two, crossed out, a part of something: it is asked about, or asked again."""
    expectation = vocabulary_of(Step(ask=Ask(rating="craving")), english.words).expectation(8.0)
    assert heard(keyboard, typed, expectation).decision in (Decision.CONFIRM, Decision.REJECT)


SPANISH = Expectation(("sí", "no sé", "más despacio"))


@pytest.mark.parametrize(
    ("typed", "meant"), [("si", "sí"), ("Sí.", "sí"), ("no se", "no sé"), ("mas despacio", "más despacio")]
)
def test_accents_may_be_left_out(keyboard: tuple[int, TypedEar], typed: str, meant: str) -> None:
    """People who type in a hurry do, and every keyboard has them elsewhere."""
    answer = heard(keyboard, typed, SPANISH)
    assert (answer.decision, answer.phrase) == (Decision.ACCEPT, meant)


def test_accents_may_be_left_out_around_a_number(keyboard: tuple[int, TypedEar]) -> None:
    """ "Quizas" goes with a number as "quizás" does."""
    words = NumberWords({"siete": 7}, frozenset({"quizás", "un", "más", "o", "menos"}), {}, (), (), ())
    expectation = Expectation(("siete",), {"siete": 7}, number_words=words)
    answer = heard(keyboard, "quizas un 7, mas o menos", expectation)
    assert (answer.decision, answer.number) == (Decision.ACCEPT, 7)


def test_figures_are_words_wherever_they_stand() -> None:
    """ "5 minutes" is an answer as it is spoken, also where no rating is asked for."""
    reading, writing = os.pipe()
    ear = TypedEar(reading, {"5": "five"})
    answer = heard((writing, ear), "5 minutes", Expectation(("five", "five minutes")))
    assert (answer.decision, answer.phrase) == (Decision.ACCEPT, "five minutes")
    os.close(writing)
    os.close(reading)


def test_a_slip_of_the_finger_is_asked_about(keyboard: tuple[int, TypedEar]) -> None:
    """Close is not the same: the coach names what it may have been."""
    answer = heard(keyboard, "sevn", RATING)
    assert (answer.decision, answer.phrase) == (Decision.CONFIRM, "seven")


def test_anything_else_is_not_understood(keyboard: tuple[int, TypedEar]) -> None:
    """But it reaches the safety listener as it was typed."""
    answer = heard(keyboard, "I want to die", RATING)
    assert (answer.decision, answer.open_text) == (Decision.REJECT, "i want to die")


def test_open_words_are_taken_as_they_are(keyboard: tuple[int, TypedEar]) -> None:
    """Where anything may be said, anything may be typed; the words that work everywhere still do."""
    assert heard(keyboard, "my day was long", OPEN).phrase is None
    assert heard(keyboard, "stop", OPEN).phrase == "stop"


def test_nobody_typing_is_silence(keyboard: tuple[int, TypedEar]) -> None:
    """After the time that the question gives."""
    _, ear = keyboard
    ear.expect(1, Expectation(("yes",), no_input_seconds=8.0), 0.0)
    assert ear.hear(FRAME, 7.9) is None
    assert ear.hear(FRAME, 8.1) == FellSilent(1)


def test_after_the_input_s_end_the_person_has_gone(keyboard: tuple[int, TypedEar]) -> None:
    """Ctrl-D is taken for "stop", which ends a session from anywhere; what was typed before it counts, as it is."""
    descriptor, ear = keyboard
    os.write(descriptor, b"seven")
    os.close(descriptor)
    answers = []
    for number in (1, 2):
        ear.expect(number, RATING, 0.0)
        answers.append(ear.hear(FRAME, 0.1))
    assert [(answer.phrase, answer.decision) for answer in answers if isinstance(answer, Heard)] == [
        ("seven", Decision.ACCEPT), ("stop", Decision.ACCEPT),
    ]  # fmt: skip


def test_an_input_that_cannot_be_read_has_ended(tmp_path: Path) -> None:
    """A folder, a terminal that was closed: nobody is there."""
    descriptor = os.open(tmp_path, os.O_RDONLY)
    ear = TypedEar(descriptor)
    ear.expect(1, RATING, 0.0)
    assert ear.hear(FRAME, 0.1) == Heard(1, Decision.ACCEPT, "stop")
    os.close(descriptor)


def test_an_input_without_lines_is_cut() -> None:
    """Somebody connected the wrong file; no memory is filled with it."""
    with open("/dev/zero", "rb") as endless:
        ear = TypedEar(endless.fileno())
        ear.expect(1, RATING, 0.0)
        answer = ear.hear(FRAME, 0.1)
    assert isinstance(answer, Heard) and answer.decision is Decision.REJECT


@pytest.mark.parametrize("ready", [(), ("ready",), ("ready", "i want to kill myself")], ids=len)
def test_whoever_leaves_is_told_whom_to_call(english: Pack, ready: tuple[str, ...]) -> None:
    """From any part of a session, also on a safety path: it names the numbers and ends, and asks nothing more."""
    reading, writing = os.pipe()
    os.write(writing, "".join(f"{line}\n" for line in ready).encode())
    os.close(writing)
    observer = FakeObserver()
    parts = Parts(
        TypedEar(reading), NoVoice(), FakeMicrophone(), NoLoudspeaker(), FakeClock(), NoKeys(), NothingKept(),
        FakeStaff(),
    )  # fmt: skip
    Runtime(Session(english, safety_of(english), GAPS), parts, [observer]).run()
    os.close(reading)
    said = [line for _, what in observer.seen if isinstance(what, Say) for line in what.lines]
    assert said[-1].id == "stopped.stopped"
    assert GAPS["emergency_number"] in said[-1].text and GAPS["crisis_number"] in said[-1].text


def test_the_other_parts_are_there_and_silent() -> None:
    """A prompt lasts no time, and a frame is a frame of silence."""
    assert len(NoVoice().render(Line("a.b", "Hello."), 1.0)) == 0
    assert not NoLoudspeaker().sounding
    assert FRAME.shape == (FRAME_SAMPLES,) and not FRAME.any()
