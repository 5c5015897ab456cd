"""Where nothing is listened to."""

import numpy as np
import pytest

from coach.effects import Expectation
from coach.errors import EngineError
from coach.events import FellSilent
from coach.listening.no_ear import NoEar
from coach.ports import FRAME_SAMPLES, Samples

LOUD: Samples = np.ones(FRAME_SAMPLES, np.float32)
YES = Expectation(("yes",), no_input_seconds=4.0)


def told() -> NoEar:
    """One that has said that it hears nothing."""
    ear = NoEar()
    ear.expect(1, YES, 0.0)
    with pytest.raises(EngineError):
        ear.hear(LOUD, 0.1)
    return ear


def test_it_says_so_at_the_first_question_and_only_there() -> None:
    """Not before anybody was asked: the greeting is heard to its end."""
    ear = NoEar()
    assert ear.hear(LOUD, 0.0) is None
    ear.expect(1, YES, 0.0)
    with pytest.raises(EngineError, match="keys"):
        ear.hear(LOUD, 0.1)
    ear.expect(2, YES, 1.0)
    assert ear.hear(LOUD, 1.1) is None


def test_whatever_is_said_is_silence() -> None:
    """After the time that the question gives; once."""
    ear = told()
    ear.expect(2, YES, 10.0)
    assert ear.hear(LOUD, 13.9) is None
    assert ear.hear(LOUD, 14.0) == FellSilent(2)
    assert ear.hear(LOUD, 20.0) is None


def test_at_rest_it_waits_for_nothing() -> None:
    """A question that was answered with a key is over."""
    ear = told()
    ear.expect(2, YES, 10.0)
    ear.rest()
    assert ear.hear(LOUD, 20.0) is None
    ear.close()


def test_where_people_know_how_to_answer_nothing_is_told() -> None:
    """In a quiet place it is so by choice, and the page says it: nobody hears that an ear was lost."""
    ear = NoEar(told=True)
    ear.expect(1, YES, 0.0)
    assert ear.hear(LOUD, 0.1) is None
    assert ear.hear(LOUD, 4.0) == FellSilent(1)
