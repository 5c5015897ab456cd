"""Staff are called over a real broker, with certificates, and what becomes of a call is told truly."""

import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from coach.bootstrap import WallClock
from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.effects import Say
from coach.events import (
    FellAsleep,
    NobodyAnswered,
    StaffAnswered,
    StaffCalled,
    StaffNews,
    StaffNotReached,
    WokeUp,
)
from coach.listening.no_ear import NoEar
from coach.runtime import Parts, Runtime
from coach.sound.ticking import TickingMicrophone
from coach.staff.call import Stage
from coach.staff.line import Came, Down, Line, Up
from coach.staff.messages import Answer, Called, Doing, Part, SelfTest, answer_topic, call_topic
from coach.staff.staff_line import AGAIN_SECONDS, REACHED_SECONDS, SETTLING_SECONDS, StaffLine
from coach.terminal.typed import NoLoudspeaker, NoVoice
from tests.conversation.transcript import GAPS
from tests.fakes.clock import FakeClock
from tests.fakes.journal import FakeJournal
from tests.fakes.keys import FakeKeys
from tests.fakes.observer import FakeObserver
from tests.kiosk.site import Site, Staff, happening, until
from tests.listeners import safety_of

ROLES = 2
CANARY = "zebracorn"


@pytest.fixture
def staff(site: Site) -> Iterator[Staff]:
    """Somebody at the staff's page."""
    there = Staff(site)
    yield there
    there.leave()


class Kiosk:
    """One kiosk on the line, with a clock that a test sets."""

    def __init__(self, site: Site, name: str = "ward-3") -> None:
        self.clock = FakeClock()
        self.line = StaffLine(name, site.broker, site.papers(name), ROLES, self.clock)

    def call(self, reason: str = "help") -> None:
        """As soon as the line stands."""
        until(lambda: self.line.call(reason) or None)

    def hears(self) -> StaffNews:
        """The next thing that the person is told."""
        return until(self.line.poll)  # type: ignore[return-value]  # mypy joins them to object

    def pass_time(self, seconds: float) -> None:
        """On the kiosk's own clock."""
        self.clock.seconds += seconds


@pytest.fixture
def kiosk(site: Site, staff: Staff) -> Iterator[Kiosk]:
    """A kiosk, while somebody is at the page."""
    standing = Kiosk(site)
    staff.sees_state(lambda state: state.doing is Doing.ASLEEP)
    yield standing
    standing.line.close()


def test_a_call_is_seen_answered_and_cleared_and_the_person_hears_what_is_true(kiosk: Kiosk, staff: Staff) -> None:
    """Called when it is where staff see it; answered when somebody did. Cleared, it is gone from the broker."""
    kiosk.call("overdose")
    assert kiosk.hears() == StaffCalled() and not kiosk.line.settling
    called = staff.sees(lambda call: call.stage is Stage.CALLED)
    assert (called.reason, called.role, called.number) == ("overdose", 0, 1)
    staff.answer(called)
    assert kiosk.hears() == StaffAnswered()
    assert staff.sees(lambda call: call.stage is Stage.ANSWERED).number == 2
    staff.answer(called, "cleared")
    staff.sees(lambda call: call.stage is Stage.CLEARED)
    assert staff.sees_state(lambda state: state.calls == 0).unanswered == 0


def test_what_nobody_answers_goes_to_the_next_role_and_at_the_end_that_is_told(kiosk: Kiosk, staff: Staff) -> None:
    """Two roles of a minute each. Staff can still answer, and then that is told too."""
    kiosk.call()
    assert kiosk.hears() == StaffCalled()
    kiosk.pass_time(60.0)
    staff.sees(lambda call: call.role == 1)
    kiosk.pass_time(60.0)
    late = staff.sees(lambda call: call.stage is Stage.NOBODY)
    assert late.waiting_seconds == 120 and kiosk.hears() == NobodyAnswered()
    staff.answer(late)
    assert kiosk.hears() == StaffAnswered()


def test_a_call_is_said_again_until_it_is_cleared_also_when_it_was_answered(kiosk: Kiosk, staff: Staff) -> None:
    """Each ten seconds, with how long somebody has been waiting."""
    kiosk.call()
    staff.answer(staff.sees(lambda call: True))
    assert [kiosk.hears(), kiosk.hears()] == [StaffCalled(), StaffAnswered()]
    kiosk.pass_time(AGAIN_SECONDS)
    assert staff.sees(lambda call: call.waiting_seconds == AGAIN_SECONDS).number == 2


def test_answers_that_are_replayed_foreign_malformed_or_huge_change_nothing(kiosk: Kiosk, staff: Staff) -> None:
    """The call is as it was, the person is told once, and the kiosk counts what it could make nothing of."""
    kiosk.call()
    first = staff.sees(lambda call: True)
    staff.answer(first)
    staff.answer(first)
    foreign = Answer(id=first.id % 1000 + 1, did="cleared")
    for id, payload in {
        first.id: b"{" * 50, foreign.id: foreign.encoded() + b" " * 2000, 1: b"\xff\x00", 2: foreign.encoded(),
    }.items():  # fmt: skip
        staff.send(answer_topic("ward-3", id), payload)
    staff.send(answer_topic("ward-3", foreign.id), foreign.encoded())
    staff.sees_state(lambda state: state.refused >= 3)
    assert [kiosk.hears(), kiosk.hears(), kiosk.line.poll()] == [StaffCalled(), StaffAnswered(), None]
    staff.answer(first, "cleared")
    staff.sees(lambda call: call.stage is Stage.CLEARED)
    kiosk.call()
    second = staff.sees(lambda call: call.id != first.id)
    assert kiosk.hears() == StaffCalled()
    staff.answer(first)
    kiosk.pass_time(AGAIN_SECONDS)
    assert staff.sees(lambda call: call.id == second.id and call.waiting_seconds == 10).stage is Stage.CALLED


def test_a_kiosk_cannot_answer_for_staff_nor_speak_for_another_kiosk(kiosk: Kiosk, staff: Staff, site: Site) -> None:
    """The broker knows by the certificate who somebody is."""
    kiosk.call()
    called = staff.sees(lambda call: True)
    spoof = site.line("ward-4")
    happening(spoof, Up)
    answer = Answer(id=called.id, did="answered").encoded()
    spoof.send(answer_topic("ward-3", called.id), answer)
    spoof.send(call_topic("ward-3", 77), Called.model_validate(dict(called) | {"id": 77}).encoded())
    spoof.read(call_topic("ward-3", "+"))
    spoof.send(call_topic("ward-4", 78), Called.model_validate(dict(called) | {"id": 78}).encoded())
    assert staff.sees(lambda call: True, "ward-4").id == 78
    kiosk.pass_time(AGAIN_SECONDS)
    assert staff.sees(lambda call: call.waiting_seconds == 10).stage is Stage.CALLED
    assert call_topic("ward-3", 77) not in [came.topic for came in staff.seen]
    assert [kiosk.hears(), kiosk.line.poll()] == [StaffCalled(), None]
    spoof.close()


def test_where_nobody_is_at_the_page_the_person_is_not_told_that_staff_were_called(site: Site) -> None:
    """The broker took it, and nobody reads there. It is told when somebody does."""
    kiosk = Kiosk(site)
    until(lambda: kiosk.line.call("help") or None)
    kiosk.pass_time(AGAIN_SECONDS)  # it has looked for calls of its own by now
    assert until(kiosk.line.poll) == StaffNotReached() or until(kiosk.line.poll) == StaffNotReached()
    there = Staff(site)
    there.sees(lambda call: True)
    kiosk.pass_time(AGAIN_SECONDS)
    assert kiosk.hears() == StaffCalled()
    there.leave()
    kiosk.line.close()


def test_a_broker_that_is_away_is_told_at_once_and_the_call_goes_out_when_it_is_back(
    site: Site, kiosk: Kiosk, staff: Staff
) -> None:
    """Nobody waits for it meanwhile; and a call that was open before is there again too."""
    kiosk.call("help")
    assert kiosk.hears() == StaffCalled()
    site.stop()
    until(lambda: (not kiosk.line.call("suicide")) or None)
    site.start()
    assert staff.sees(lambda call: call.reason == "suicide").stage is Stage.CALLED
    kiosk.pass_time(AGAIN_SECONDS)
    assert staff.sees(lambda call: call.reason == "help").waiting_seconds == AGAIN_SECONDS
    until(lambda: (kiosk.line.poll() == StaffCalled()) or None)


def test_a_broker_that_hangs_is_told_after_a_few_seconds_and_holds_up_nothing(site: Site, kiosk: Kiosk) -> None:
    """Half a second for the first words; then the coach goes on."""
    site.hang()
    assert kiosk.line.call("help") and kiosk.line.settling
    kiosk.pass_time(SETTLING_SECONDS)
    assert not kiosk.line.settling and kiosk.line.poll() is None
    kiosk.pass_time(REACHED_SECONDS)
    assert kiosk.hears() == StaffNotReached()


def test_where_the_broker_is_not_the_site_s_own_the_person_is_told_that_nobody_was_reached(
    site: Site, tmp_path: Path
) -> None:
    """Its certificate is of another site: no call goes there, and the call is known to have reached nobody."""
    papers = replace(site.papers("ward-3"), authority=Site(tmp_path / "other").folder / "authority.crt")
    line = StaffLine("ward-3", site.broker, papers, ROLES, FakeClock())
    tried = site.line("ward-3", papers)
    happening(tried, Down)
    assert not line.call("help") and not line.stands
    for each in (tried, line):
        each.close()


def test_a_line_that_was_closed_calls_nobody_and_says_so(site: Site) -> None:
    """As one whose thread has ended, for whatever reason: nobody waits for a call that does not go out."""
    kiosk = Kiosk(site)
    kiosk.call()
    kiosk.line.close()
    assert not kiosk.line.call("overdose")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_broker_that_is_killed_keeps_an_open_call(site: Site, how: signal.Signals) -> None:
    """Also where the kiosk itself is gone: who looks afterwards sees the call, and that nobody is there any more."""
    before, kiosk = Staff(site), Kiosk(site)
    before.sees_state(lambda state: state.doing is Doing.ASLEEP)
    kiosk.call("violence")
    called = before.sees(lambda call: True)
    before.leave()
    until(lambda: site.keeps(str(called.id)) or None)  # within a second, as the configuration says
    site.stop(how)
    kiosk.line.close()
    site.start()
    after = Staff(site)
    assert after.sees(lambda call: True) == called
    after.leave()


def test_a_kiosk_that_begins_anew_goes_on_with_its_open_call(site: Site, staff: Staff) -> None:
    """It crashed, or somebody pulled the plug. The next person is told nothing of it."""
    first = Kiosk(site)
    first.call("medical")
    called = staff.sees(lambda call: True)
    first.line.close()
    staff.sees_state(lambda state: state.doing is Doing.AWAY)
    second = Kiosk(site)
    staff.sees_state(lambda state: state.calls == 1)
    second.pass_time(60.0)
    assert staff.sees(lambda call: call.role == 1).id == called.id
    staff.answer(called)
    staff.sees(lambda call: call.stage is Stage.ANSWERED)
    staff.answer(called, "cleared")
    staff.sees_state(lambda state: state.calls == 0)
    assert second.line.poll() is None
    second.line.close()


def test_the_next_person_is_told_nothing_and_their_own_call_is_another(kiosk: Kiosk, staff: Staff) -> None:
    """That somebody answered the one before says nothing about them."""
    kiosk.call()
    first = staff.sees(lambda call: True)
    assert kiosk.hears() == StaffCalled()
    kiosk.line.forget()
    staff.answer(first)
    staff.sees(lambda call: call.stage is Stage.ANSWERED)
    assert kiosk.line.poll() is None
    kiosk.call()
    assert kiosk.hears() == StaffCalled() and staff.sees(lambda call: call.id != first.id).stage is Stage.CALLED


def test_who_presses_help_again_and_again_has_one_call(kiosk: Kiosk, staff: Staff) -> None:
    """And is told where it stands; another danger is another call, that somebody has to answer anew."""
    for _ in range(200):
        kiosk.call()
    called = staff.sees(lambda call: True)
    staff.answer(called)
    until(lambda: (kiosk.line.poll() == StaffAnswered()) or None)
    kiosk.call()
    assert kiosk.hears() == StaffAnswered()
    kiosk.call("overdose")
    assert kiosk.hears() == StaffCalled()
    assert staff.sees_state(lambda state: state.calls == 2).unanswered == 1


def test_state_and_self_test_are_seen_and_a_clean_end_is_told(site: Site, staff: Staff) -> None:
    """Who says goodbye has no last will; so it says itself that it is away."""
    kiosk = Kiosk(site)
    staff.sees_state(lambda state: state.doing is Doing.ASLEEP)
    kiosk.line.show(Doing.SESSION)
    kiosk.line.show_self_test(SelfTest.PASSED, content=1207)
    state = staff.sees_state(lambda state: state.self_test is SelfTest.PASSED)
    assert (state.doing, state.content) == (Doing.SESSION, 1207)
    kiosk.line.close()
    staff.sees_state(lambda state: state.doing is Doing.AWAY)


def test_what_happens_at_the_kiosk_is_seen_as_far_as_somebody_is_there(site: Site, staff: Staff) -> None:
    """Asleep, or in a session; and what it was tested for stays also when it is away."""
    kiosk = Kiosk(site)
    kiosk.line.show_self_test(SelfTest.FAILED, content=1207, at_seconds=99)
    for what, doing in ((WokeUp("key"), Doing.SESSION), (FellAsleep(("hello",)), Doing.ASLEEP)):
        kiosk.line.note(what, 0.0)
        staff.sees_state(lambda state, doing=doing: state.doing is doing)  # type: ignore[misc]
    kiosk.line.close()
    away = staff.sees_state(lambda state: state.doing is Doing.AWAY)
    assert (away.self_test, away.content, away.tested_at_seconds) == (SelfTest.FAILED, 1207, 99)


def test_what_does_not_work_is_told_and_taken_back(site: Site, staff: Staff) -> None:
    """Asleep the kiosk needs a look; who is in a session goes on with what works."""
    faults = list[Part]()
    line = StaffLine("ward-3", site.broker, site.papers("ward-3"), ROLES, FakeClock(), faults=lambda: tuple(faults))
    staff.sees_state(lambda state: state.doing is Doing.ASLEEP and not state.faults)
    faults.append(Part.MICROPHONE)
    assert staff.sees_state(lambda state: state.faults == (Part.MICROPHONE,)).doing is Doing.FAULT
    line.show(Doing.SESSION)
    assert staff.sees_state(lambda state: state.doing is Doing.SESSION).faults == (Part.MICROPHONE,)
    line.show(Doing.ASLEEP)
    staff.sees_state(lambda state: state.doing is Doing.FAULT)
    faults.clear()
    assert staff.sees_state(lambda state: not state.faults).doing is Doing.ASLEEP
    line.close()


def test_a_kiosk_says_that_it_is_there_each_ten_seconds(kiosk: Kiosk, staff: Staff) -> None:
    """So that one which went while the broker was away too is missed. The broker keeps no more for it."""
    before = len(staff.seen)
    kiosk.pass_time(AGAIN_SECONDS)
    staff.sees_state(lambda state: state.doing is Doing.ASLEEP)
    assert len(staff.seen) > before


def test_a_test_that_is_over_leaves_no_call_and_takes_no_other_with_it(kiosk: Kiosk, staff: Staff) -> None:
    """Also that of a self-test which was cut off."""
    for reason in ("test", "help"):
        kiosk.call(reason)
    staff.sees_state(lambda state: state.calls == 2)
    kiosk.line.end_test()
    assert staff.sees(lambda call: call.stage is Stage.CLEARED).reason == "test"
    staff.sees_state(lambda state: state.calls == 1)


def test_home_assistant_finds_the_kiosk_and_finds_it_again_after_it_began_anew(site: Site, kiosk: Kiosk) -> None:
    """One message that the broker keeps; sent again when Home Assistant says that it is online."""
    assistant = site.line("home-assistant")
    happening(assistant, Up)
    assistant.read("homeassistant/device/+/config")
    seen = [_config(assistant)]
    assistant.send("homeassistant/status", b"online", kept=False)
    seen.append(_config(assistant))
    assert seen[0] == seen[1] and b"site/ward-3/state" in seen[0]
    assistant.close()


def _config(line: Line) -> bytes:
    came: Came = happening(line, Came)
    assert came.topic == "homeassistant/device/ward-3/config"
    return came.payload


def test_no_word_that_was_said_is_in_anything_that_is_sent(kiosk: Kiosk, staff: Staff) -> None:
    """Not even where somebody in the house passes one on as a reason."""
    kiosk.call(CANARY)
    assert staff.sees(lambda call: True).reason == "danger"
    kiosk.line.show(Doing.SESSION)
    staff.sees_state(lambda state: state.doing is Doing.SESSION)
    assert staff.seen and not [came for came in staff.seen if CANARY.encode() in came.payload + came.topic.encode()]


class Person:
    """Somebody in a session that lasts as long as in life, who presses keys and reads what the coach says."""

    def __init__(self, pack: Pack, line: StaffLine) -> None:
        self.keys, self.seen = FakeKeys(), FakeObserver()
        session = Session(pack, safety_of(pack), GAPS)
        parts = Parts(
            NoEar(), NoVoice(), TickingMicrophone(), NoLoudspeaker(), WallClock(), self.keys, FakeJournal(), line
        )  # fmt: skip
        self._runtime = Thread(target=Runtime(session, parts, [self.seen]).run)
        self._runtime.start()

    def press(self, key: str) -> None:
        """A key."""
        self.keys.pressed.append(key)

    def reads(self, line: str) -> list[str]:
        """The prompt that this line stands in."""

        def found() -> list[str] | None:
            prompts = [[each.id for each in what.lines] for _, what in self.seen.seen if isinstance(what, Say)]
            return next((prompt for prompt in reversed(prompts) if line in prompt), None)

        return until(found)

    def leaves(self) -> None:
        """Says stop."""
        self.press("stop")
        self._runtime.join()


def test_who_asks_for_help_in_a_session_hears_first_that_staff_were_called_and_later_that_somebody_answered(
    english: Pack, site: Site, staff: Staff
) -> None:
    """All of it: the key, the loop, the broker, somebody at the page, and back."""
    kiosk = StaffLine("ward-3", site.broker, site.papers("ward-3"), ROLES, WallClock())
    staff.sees_state(lambda state: state.doing is Doing.ASLEEP)
    person = Person(english, kiosk)
    person.reads("welcome.hello")
    person.press("help")
    called = person.reads("repair.staff_called")
    assert called == ["repair.staff_called", "repair.staff_limits"]
    person.reads("repair.help_danger")
    staff.answer(staff.sees(lambda call: call.reason == "help"))
    staff.sees(lambda call: call.stage is Stage.ANSWERED)
    person.press("repeat")
    assert person.reads("repair.staff_answered")[0] == "repair.staff_answered"
    person.leaves()
    kiosk.close()
