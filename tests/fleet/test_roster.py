"""What is known of a site's kiosks, and what a message can and cannot change."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.fleet.roster import MOST_CALLS, MOST_KIOSKS, SILENT_SECONDS, Outcome, Roster
from coach.staff.call import Reason, Stage
from coach.staff.messages import Called, Doing, Part, State, call_topic, state_topic

CALL = Called(id=7, number=1, reason=Reason.HELP, stage=Stage.CALLED, role=0, waiting_seconds=0)


@pytest.fixture
def counted() -> list[Outcome]:
    """What was counted."""
    return []


@pytest.fixture
def roster(counted: list[Outcome]) -> Roster:
    """One that knows ward-3, asleep."""
    known = Roster(counted.append)
    tells(known, State(doing=Doing.ASLEEP))
    return known


def tells(roster: Roster, state: State, kiosk: str = "ward-3", now: float = 0.0) -> str | None:
    """A kiosk says how it is."""
    return roster.came(state_topic(kiosk), state.encoded(), now)


def calls(roster: Roster, call: Called, kiosk: str = "ward-3", now: float = 0.0) -> str | None:
    """A kiosk tells of a call."""
    return roster.came(call_topic(kiosk, call.id), call.encoded(), now)


def later(call: Called, **changed: object) -> Called:
    """The next step of it."""
    return Called.model_validate(dict(call) | {"number": call.number + 1} | changed)


def open_calls(roster: Roster, now: float = 0.0) -> list[tuple[str, int]]:
    """Stage and waiting time of each."""
    return [(str(call["stage"]), call["waiting_seconds"]) for kiosk in roster.views(now) for call in kiosk["calls"]]


def test_a_kiosk_is_shown_as_it_says(roster: Roster) -> None:
    """What it does, how its last test went, what it speaks with."""
    tells(roster, State.model_validate({"doing": "session", "self_test": "passed", "content": 0x3F9A1C000001}))
    (shown,) = roster.views(0.0)
    assert (shown["kiosk"], shown["doing"], shown["self_test"], shown["content"]) == (
        "ward-3", "session", "passed", "3f9a1c",
    )  # fmt: skip


def test_what_does_not_work_is_shown_also_of_a_kiosk_that_ended_for_it(roster: Roster) -> None:
    """Its last will is as old as its line, and tells of no fault; what is back and well takes them back."""
    tells(roster, State(doing=Doing.FAULT, faults=(Part.MICROPHONE,)))
    tells(roster, State(doing=Doing.AWAY))
    assert [(kiosk["doing"], kiosk["faults"]) for kiosk in roster.views(0.0)] == [("away", (Part.MICROPHONE,))]
    tells(roster, State(doing=Doing.ASLEEP))
    assert [(kiosk["doing"], kiosk["faults"]) for kiosk in roster.views(0.0)] == [("asleep", ())]


def test_how_long_somebody_has_been_waiting_goes_on_between_two_messages(roster: Roster) -> None:
    """Since staff were first called, by the kiosk's count; a clock that is wrong does not matter."""
    calls(roster, later(CALL, waiting_seconds=70, role=1), now=100.0)
    assert open_calls(roster, now=105.5) == [("called", 75)]


def test_a_call_stays_until_it_is_cleared_and_comes_once(roster: Roster) -> None:
    """Said again it is the same; answered it is still there; cleared it is gone, and its answer is taken back."""
    answered = later(CALL, stage=Stage.ANSWERED)
    assert [calls(roster, call) for call in (CALL, CALL, answered)] == ["ward-3", None, "ward-3"]
    assert len(open_calls(roster)) == 1 and roster.refused == 0
    calls(roster, later(CALL, number=3, stage=Stage.CLEARED))
    assert open_calls(roster) == [] and roster.over == [("ward-3", 7)]


def test_an_older_step_and_a_call_that_was_cleared_do_not_come_back(roster: Roster) -> None:
    """Replayed, by whoever could."""
    answered = later(CALL, stage=Stage.ANSWERED)
    calls(roster, answered)
    assert calls(roster, CALL) is None and open_calls(roster) == [("answered", 0)]
    calls(roster, later(answered, stage=Stage.CLEARED))
    assert calls(roster, answered) is None and open_calls(roster) == [] and roster.refused == 2


def test_what_staff_do_is_told_once_and_only_about_the_step_that_they_saw(roster: Roster) -> None:
    """Somebody else was faster, or the page was old: nothing is sent."""
    calls(roster, CALL)
    assert roster.answer("ward-3", 7, 1, "cleared", "ana") is None, "nobody has answered it"
    assert roster.answer("ward-3", 7, 2, "answered", "ana") is None, "there is no such step"
    assert roster.answer("ward-3", 8, 1, "answered", "ana") is None
    assert roster.answer("ward-4", 7, 1, "answered", "ana") is None
    answer = roster.answer("ward-3", 7, 1, "answered", "ana")
    assert answer and (answer.id, answer.did) == (7, "answered")
    assert roster.views(0.0)[0]["calls"][0]["sent"] == "answered"
    calls(roster, later(CALL, stage=Stage.ANSWERED))
    call = roster.views(0.0)[0]["calls"][0]
    assert (call["sent"], call["by"]) == (None, "ana")
    assert roster.answer("ward-3", 7, 1, "answered", "bo") is None and roster.answer("ward-3", 7, 2, "cleared", "bo")


def test_a_kiosk_that_is_not_heard_is_away_until_it_is(roster: Roster) -> None:
    """The broker was away when it went, and told nobody."""
    assert roster.silent(SILENT_SECONDS - 0.1) == []
    assert roster.silent(SILENT_SECONDS) == ["ward-3"] and roster.silent(99.0) == []
    assert roster.views(99.0)[0]["doing"] == "away"
    tells(roster, State(doing=Doing.ASLEEP), now=100.0)
    assert roster.views(100.0)[0]["doing"] == "asleep"


def test_a_kiosk_that_only_says_that_it_is_there_is_no_news(roster: Roster) -> None:
    """Five hundred of them, each ten seconds: no page is drawn anew for that."""
    assert tells(roster, State(doing=Doing.ASLEEP), now=10.0) is None and roster.refused == 0
    assert roster.silent(SILENT_SECONDS + 9.0) == []


def test_while_the_broker_was_away_nobody_was_silent(roster: Roster) -> None:
    """They have all their time again."""
    roster.listen_anew(1000.0)
    assert roster.silent(1000.0 + SILENT_SECONDS - 0.1) == []


def test_how_calls_were_answered_is_counted_once_each(roster: Roster, counted: list[Outcome]) -> None:
    """A visit when it begins; within a minute, later, by nobody in time. A test does not count."""
    for doing in (Doing.SESSION, Doing.SESSION, Doing.ASLEEP, Doing.SESSION):
        tells(roster, State(doing=doing))
    assert counted == ["visits", "visits"]
    steps = [
        later(CALL, stage=Stage.ANSWERED, waiting_seconds=60), later(CALL, stage=Stage.ANSWERED, waiting_seconds=61),
        later(CALL, stage=Stage.NOBODY, waiting_seconds=180),
    ]  # fmt: skip
    for id, step in enumerate(steps, start=10):
        begun = later(CALL, id=id, number=1)
        for call in (begun, later(step, id=id, number=2), later(step, id=id, number=3, stage=Stage.ANSWERED)):
            calls(roster, call)
    assert counted[2:] == ["answered_soon", "answered_later", "nobody_answered"]
    test = later(CALL, id=20, number=1, reason=Reason.TEST)
    calls(roster, test)
    calls(roster, later(test, stage=Stage.ANSWERED))
    calls(roster, later(CALL, id=21, stage=Stage.ANSWERED))  # it was answered before this page began
    assert len(counted) == 5


def bad() -> Iterator[tuple[str, bytes]]:
    """Messages that are none."""
    yield from ((topic, b"{}") for topic in ("", "site", "site/ward-3", "site/ward-3/state/x", "site/ward-3/answer/7"))
    yield "site/Ward 3/state", State(doing=Doing.ASLEEP).encoded()
    yield "site/ward-9/state", b"\xff" * 50
    yield "site/ward-3/state", State(doing=Doing.ASLEEP).encoded() + b" " * 2000
    yield "site/ward-3/state", b'{"doing": "asleep", "said": "zebracorn"}'
    yield "site/ward-3/call/8", CALL.encoded()  # another number than its place
    yield "site/ward-3/call/x", CALL.encoded()
    yield "site/ward-9/call/7", b"[" * 500
    yield f"site/ward-3/call/{'9' * 5000}", CALL.encoded()


@pytest.mark.parametrize(("topic", "payload"), list(bad()))
def test_what_is_no_message_is_counted_and_changes_nothing(roster: Roster, topic: str, payload: bytes) -> None:
    """Malformed, huge, of nobody, or with a word in it."""
    before = roster.views(0.0)
    assert roster.came(topic, payload, 0.0) is None
    assert roster.refused == 1 and roster.views(0.0) == before


@given(st.lists(st.tuples(st.text(max_size=30), st.binary(max_size=60)), max_size=20))
def test_whatever_comes_nothing_breaks(messages: list[tuple[str, bytes]]) -> None:
    """The page goes on."""
    roster = Roster(lambda _: None)
    for topic, payload in messages:
        for place in (topic, f"site/{topic}/state", f"site/ward-3/call/{topic}"):
            roster.came(place, payload, 0.0)
    roster.silent(1e9)
    roster.views(1e9)


def test_a_kiosk_that_was_taken_out_is_shown_no_more(roster: Roster) -> None:
    """Whoever keeps the broker took back what it kept of it."""
    assert roster.came(state_topic("ward-3"), b"", 0.0) == "ward-3"
    assert roster.views(0.0) == [] and roster.views(0.0, ["ward-3"]) == [{"kiosk": "ward-3", "gone": True}]


def test_nobody_fills_its_memory(roster: Roster) -> None:
    """Neither with kiosks nor with calls."""
    for number in range(MOST_KIOSKS + 5):
        tells(roster, State(doing=Doing.ASLEEP), f"k-{number}")
    for number in range(MOST_CALLS + 5):
        calls(roster, later(CALL, id=number + 1))
    assert len(roster.views(0.0)) == MOST_KIOSKS and len(open_calls(roster)) == MOST_CALLS
