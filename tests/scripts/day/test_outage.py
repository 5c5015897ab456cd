"""The broker is killed, and comes back."""

import signal
from types import SimpleNamespace

from coach.staff.call import Reason, Stage
from scripts.day.diary import CallSeen
from scripts.day.outage import AWAY_SECONDS, RETURNS_SECONDS, Outage
from scripts.day.pace import AS_IN_LIFE, FREELY, WATCHED


class FakeMosquitto:
    """A broker that keeps the calls of these ids. `did`: what was done with it."""

    def __init__(self, *kept: int) -> None:
        self._kept = kept
        self.did: list[str] = []

    def stop(self, how: signal.Signals) -> None:
        """As it is ended."""
        self.did.append(how.name)

    def start(self) -> None:
        """As it is begun."""
        self.did.append("start")

    def keeps(self, id: int) -> bool:
        """As its disk does."""
        return id in self._kept


def outage(mosquitto: FakeMosquitto, *open_calls: int) -> tuple[Outage, SimpleNamespace]:
    """At 100 s, while these calls are open and another one is cleared."""
    calls = {id: CallSeen(id, Reason.HELP, 50.0, 50.0, [(50.0, Stage.CALLED, 0)]) for id in open_calls}
    calls[99] = CallSeen(99, Reason.HELP, 10.0, 10.0, [(10.0, Stage.CALLED, 0), (20.0, Stage.CLEARED, 0)])
    heard = SimpleNamespace(calls=calls, new_seconds=90.0)
    return Outage(mosquitto, heard, 3, 100.0), heard  # type: ignore[arg-type]  # fakes of both


def test_it_is_killed_and_comes_back_after_a_while_and_then_the_kiosk_does() -> None:
    """In step with life meanwhile, as far as that is needed."""
    mosquitto = FakeMosquitto(5)
    away, heard = outage(mosquitto, 5)
    away.pass_frame(101.0)
    assert mosquitto.did == ["SIGKILL"] and away.times(101.0) == WATCHED
    back = 100.0 + AWAY_SECONDS
    away.pass_frame(back)
    assert mosquitto.did == ["SIGKILL", "start"] and away.times(back + 1) == AS_IN_LIFE
    away.pass_frame(back + 1)
    assert away.fault.recovered_seconds is None and away.times(back + RETURNS_SECONDS) == FREELY
    heard.new_seconds = back + 2
    away.pass_frame(back + 3)
    assert away.fault.recovered_seconds == back + 2 and away.times(back + 3) == FREELY


def test_whether_it_kept_the_calls_that_were_open_is_seen() -> None:
    """Of those that were cleared it need not know; where none was open nothing is said."""
    assert outage(FakeMosquitto(5, 6), 5, 6)[0].fault.kept is True
    assert outage(FakeMosquitto(5), 5, 6)[0].fault.kept is False
    assert outage(FakeMosquitto())[0].fault.kept is None
