"""The test call at the start of a shift, over a real broker."""

from collections.abc import Iterator
from threading import Thread

import pytest

from coach.bootstrap import WallClock
from coach.errors import DeviceError
from coach.kiosk import last_test
from coach.kiosk.trial_call import TrialCall
from coach.staff.call import Reason, Stage
from coach.staff.messages import Doing, SelfTest
from coach.staff.staff_line import AGAIN_SECONDS
from tests.kiosk.site import Site, Staff, until
from tests.kiosk.test_switchboard import place


@pytest.fixture
def asked() -> list[str]:
    """What somebody was asked to do."""
    return []


@pytest.fixture
def trial(network: Site, asked: list[str]) -> Iterator[TrialCall]:
    """A self-test of a kiosk whose staff have five seconds."""
    begun = TrialCall(place(network, answer_seconds=5.0), WallClock(), asked.append)
    yield begun
    begun.close()


def test_a_test_call_is_answered_and_taken_back(network: Site, trial: TrialCall, asked: list[str]) -> None:
    """The page shows that a self-test goes on, then its call, then how it went; nobody has to clear it."""
    there = Staff(network)
    assert trial.reached().found.startswith("reached: 127.0.0.1, port ")
    there.sees_state(lambda state: state.doing is Doing.SELF_TEST)
    waiting = Thread(target=lambda: there.answer(there.sees(lambda call: call.reason is Reason.TEST)))
    waiting.start()
    assert trial.answered().found.startswith("answered after ")
    waiting.join()
    assert asked == ["a test call goes out now; answer it on the staff's page within 5 s, please"]
    assert trial.end(well=True).state == "ok"
    there.sees(lambda call: call.stage is Stage.CLEARED)
    state = there.sees_state(lambda state: state.self_test is SelfTest.PASSED)
    assert (state.calls, state.content) == (0, last_test.content_number(place(network)))
    assert state.tested_at_seconds > 1_700_000_000
    assert last_test.read(last_test.path()) is not None
    there.leave()


class Ahead(WallClock):
    """A clock that a test puts forward."""

    by_seconds = 0.0

    def now(self) -> float:
        """So much later."""
        return super().now() + self.by_seconds


def test_a_test_call_that_nobody_answers_is_wrong(network: Site) -> None:
    """And told apart: nobody could see it, or it stood on the page."""
    said, clock = place(network), Ahead()
    assert said.staff_line
    hurried = said.staff_line.model_copy(update={"answer_seconds": 1.0})
    trial = TrialCall(said.model_copy(update={"staff_line": hurried}), clock, print)
    trial.reached()
    clock.by_seconds = AGAIN_SECONDS  # until then it reads its own calls, which an earlier kiosk may have left
    until(lambda: "Nobody could see the test call" in failure(trial) or None)
    there = Staff(network)
    until(lambda: "stood on the staff's page, and nobody answered it within 1 s" in failure(trial) or None)
    trial.end(well=False)
    there.sees_state(lambda state: state.calls == 0 and state.self_test is SelfTest.FAILED)
    trial.close()
    there.leave()


def failure(trial: TrialCall) -> str:
    """What is said of a test call that nobody answered."""
    with pytest.raises(DeviceError) as unanswered:
        trial.answered()
    return str(unanswered.value)


def test_without_a_line_nothing_is_tried_and_the_result_is_kept(network: Site, asked: list[str]) -> None:
    """`coach kiosk --self-test` at a place that has none."""
    trial = TrialCall(place(network).model_copy(update={"staff_line": None}), WallClock(), asked.append)
    assert "not set up" in trial.reached().found and not trial.stands
    trial.end(well=False)
    kept = last_test.read(last_test.path())
    assert kept and kept.result is SelfTest.FAILED and asked == []
