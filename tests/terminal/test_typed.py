"""The typed session's parts."""

import os
from collections.abc import Iterator

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.content.script import Ask, Step
from coach.conversation.understanding import vocabulary_of
from coach.effects import Expectation, Line, NumberWords
from coach.events import Decision, FellSilent, Heard
from coach.ports import FRAME_SAMPLES
from coach.terminal.typed import NoLoudspeaker, NoVoice, TypedEar

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


def test_after_the_input_s_end_there_is_only_silence(keyboard: tuple[int, TypedEar]) -> None:
    """A session whose input ended comes to its end without waiting."""
    descriptor, ear = keyboard
    os.close(descriptor)
    ear.expect(1, RATING, 0.0)
    assert ear.hear(FRAME, 0.1) == FellSilent(1)


def test_the_other_parts_are_there_and_silent() -> None:
    """A prompt lasts no time, and a frame is a frame of silence."""
    assert len(NoVoice().render(Line("a.b", "Hello."), 1.0)) == 0
    assert not NoLoudspeaker().sounding
    assert FRAME.shape == (FRAME_SAMPLES,) and not FRAME.any()
