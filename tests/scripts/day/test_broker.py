"""The broker of the day, and who hears everything that goes over it."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.staff.call import Reason, Stage
from coach.staff.line import Line
from coach.staff.messages import Called, Doing, State, call_topic, state_topic
from scripts.day.broker import OBSERVER, Eavesdropper, Mosquitto
from tests.kiosk.site import require_mosquitto, until
from tests.scripts.day.lines import FakeLine

KIOSK = "corridor"
CALLED = Called(id=12, number=1, reason=Reason.HELP, stage=Stage.CALLED, role=0, waiting_seconds=0)
ANSWERED = CALLED.model_copy(update={"stage": Stage.ANSWERED, "number": 2})


def eavesdropper(*came: tuple[str, bytes]) -> Eavesdropper:
    """Who has heard this, at 5 s."""
    line = FakeLine()
    line.happen(*came)
    there = Eavesdropper(line, KIOSK)  # type: ignore[arg-type]  # a fake of a line
    there.listen(5.0)
    assert line.reads == ["#"]
    return there


def test_each_step_of_a_call_is_noted_once() -> None:
    """However often it is said."""
    topic = call_topic(KIOSK, 12)
    there = eavesdropper(*((topic, called.encoded()) for called in (CALLED, CALLED, ANSWERED, ANSWERED)), (topic, b""))
    (call,) = there.calls.values()
    assert call.steps == [(5.0, Stage.CALLED, 0), (5.0, Stage.ANSWERED, 0)]
    assert call.when(Stage.ANSWERED) == 5.0 and call.when(Stage.CLEARED) is None
    assert len(there.heard) == 5


def test_what_is_no_call_of_this_kiosk_is_heard_and_not_taken_for_one() -> None:
    """Another kiosk's, or of another id than its topic says."""
    there = eavesdropper((call_topic("other", 12), CALLED.encoded()), (call_topic(KIOSK, 3), CALLED.encoded()))
    assert not there.calls and len(there.heard) == 2


def test_what_a_broker_had_kept_is_nothing_new() -> None:
    """So it is known when a kiosk is really back."""
    line, state = FakeLine(), State(doing=Doing.ASLEEP)
    there = Eavesdropper(line, KIOSK)  # type: ignore[arg-type]  # a fake of a line
    for now, doing in ((1.0, Doing.ASLEEP), (9.0, Doing.ASLEEP)):
        line.happen((state_topic(KIOSK), state.model_copy(update={"doing": doing}).encoded()))
        there.listen(now)
    assert there.new_seconds == 1.0
    line.happen((state_topic(KIOSK), state.model_copy(update={"calls": 1}).encoded()))
    there.listen(12.0)
    assert there.new_seconds == 12.0


@pytest.fixture
def mosquitto(tmp_path: Path) -> Iterator[Mosquitto]:
    """A real one."""
    require_mosquitto()
    broker = Mosquitto(tmp_path / "site", KIOSK)
    broker.start()
    yield broker
    broker.stop()


def heard(there: Eavesdropper, topic: str) -> Callable[[], bool | None]:
    """Whether something has come there."""

    def look() -> bool | None:
        there.listen(time.monotonic())
        return True if any(each == topic for _, each, _ in there.heard) else None

    return look


def test_a_real_broker_is_heard_and_keeps_a_call_when_it_is_killed(mosquitto: Mosquitto) -> None:
    """By the observer's own certificate; with the configuration that a site has."""
    there = Eavesdropper(mosquitto.line(OBSERVER), KIOSK)
    kiosk: Line = mosquitto.line(KIOSK)
    until(lambda: True if kiosk.stands else None)
    kiosk.send(call_topic(KIOSK, 987654), CALLED.model_copy(update={"id": 987654}).encoded())
    until(heard(there, call_topic(KIOSK, 987654)))
    until(lambda: mosquitto.keeps(987654) or None)
    first = mosquitto.pid
    mosquitto.stop(signal.SIGKILL)
    assert mosquitto.pid is None and mosquitto.keeps(987654)
    mosquitto.start()
    assert mosquitto.pid not in (None, first)
    kiosk.close()
    there.close()
