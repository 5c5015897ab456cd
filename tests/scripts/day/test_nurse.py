"""Made-up staff."""

from random import Random

import pytest

from coach.staff.call import Reason, Stage
from coach.staff.messages import Answer, Called, answer_topic, call_topic
from scripts.day.diary import CallSeen
from scripts.day.nurse import ANSWERS_SECONDS, CLEARS_SECONDS, TEST_ANSWERED_SECONDS, Nurse
from scripts.day.visitor import Mood
from tests.scripts.day.lines import FakeLine

KIOSK, ID = "corridor", 12
CALLED = Called(id=ID, number=1, reason=Reason.HELP, stage=Stage.CALLED, role=0, waiting_seconds=0)


def called(mood: Mood | None, kiosk: str = KIOSK) -> tuple[Nurse, FakeLine, CallSeen]:
    """Staff in this mood who have seen a call at 100 s."""
    line, call = FakeLine(), CallSeen(ID, Reason.HELP, 100.0, 100.0)
    nurse = Nurse(line, KIOSK, {ID: call}, Random(1))  # type: ignore[arg-type]  # a fake of a line
    nurse.mood = mood
    line.happen((call_topic(kiosk, ID), CALLED.encoded()))
    nurse.look(100.0)
    return nurse, line, call


@pytest.mark.parametrize("mood", ANSWERS_SECONDS)
def test_they_answer_in_their_time_and_then_clear(mood: Mood) -> None:
    """Over the line, and it is noted when."""
    nurse, line, call = called(mood)
    at = 100.0 + ANSWERS_SECONDS[mood]
    assert not nurse.look(at - 1) and nurse.next_due == at
    assert nurse.look(at) and line.sent == [(answer_topic(KIOSK, ID), Answer(id=ID, did="answered").encoded())]
    assert nurse.look(at + CLEARS_SECONDS) and line.sent[1:] == [
        (answer_topic(KIOSK, ID), Answer(id=ID, did="cleared").encoded())
    ]
    assert (call.answered_seconds, call.cleared_seconds) == (at, at + CLEARS_SECONDS)
    assert nurse.next_due == float("inf")


def test_some_never_answer() -> None:
    """And nothing is noted."""
    nurse, line, call = called("never")
    assert not nurse.look(9999.0) and not line.sent and call.answered_seconds is None


def test_a_call_that_is_said_again_is_no_new_one() -> None:
    """It is answered once."""
    nurse, line, _ = called("prompt")
    line.happen((call_topic(KIOSK, ID), CALLED.encoded()))
    nurse.look(110.0)
    nurse.look(100.0 + ANSWERS_SECONDS["prompt"])
    nurse.look(100.0 + ANSWERS_SECONDS["prompt"])
    assert len(line.sent) == 1


def test_nothing_is_answered_while_the_line_is_down() -> None:
    """As soon as it stands again."""
    nurse, line, _ = called("prompt")
    line.stands = False
    assert not nurse.look(200.0)
    line.stands = True
    assert nurse.look(201.0) and len(line.sent) == 1


def test_as_it_falls_some_are_prompt_some_late_and_some_never_come() -> None:
    """Whatever the seed."""
    line, ids = FakeLine(), range(1, 9)
    calls = {id: CallSeen(id, Reason.HELP, 0.0, 0.0) for id in ids}
    nurse = Nurse(line, KIOSK, calls, Random(3))  # type: ignore[arg-type]  # a fake of a line
    line.happen(*((call_topic(KIOSK, id), CALLED.model_copy(update={"id": id}).encoded()) for id in ids))
    for now in (0.0, ANSWERS_SECONDS["prompt"], ANSWERS_SECONDS["late"]):
        nurse.look(now)
    answered = [call.answered_seconds for call in calls.values()]
    assert [answered.count(at) for at in (15.0, 200.0, None)] == [4, 2, 2]


def test_a_test_call_is_answered_and_nobody_has_to_clear_it() -> None:
    """However they take those of people."""
    line, call = FakeLine(), CallSeen(ID, Reason.TEST, 100.0, 100.0)
    nurse = Nurse(line, KIOSK, {ID: call}, Random(1))  # type: ignore[arg-type]  # a fake of a line
    nurse.mood = "never"
    line.happen((call_topic(KIOSK, ID), CALLED.model_copy(update={"reason": Reason.TEST}).encoded()))
    nurse.look(100.0)
    nurse.look(100.0 + TEST_ANSWERED_SECONDS)
    assert line.sent == [(answer_topic(KIOSK, ID), Answer(id=ID, did="answered").encoded())]
    assert nurse.next_due == float("inf")
