"""The life of one call for staff."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content.pack import Pack
from coach.staff.call import ROLE_SECONDS, Call, Reason, Stage

ROLES = 3
OURS, FOREIGN = 7, 8


def called(now: float = 1000.0) -> Call:
    """Staff have just been called."""
    return Call.begin(OURS, Reason.HELP, now)


def story(call: Call, *seconds: float) -> list[tuple[str, int]]:
    """Stage and role of the call at each of these times after it began."""
    told = []
    for at in seconds:
        call = call.at(call.called_seconds + at, ROLES)
        told.append((str(call.stage), call.role))
    return told


def test_a_call_that_nobody_answers_goes_to_the_next_role_each_minute_and_then_it_is_told() -> None:
    """After 60 and 120 seconds to the next; after 180, and the last of three roles, nobody has answered."""
    assert story(called(), 0, 59.9, 60, 119.9, 120, 179.9, 180, 9999) == [
        ("called", 0), ("called", 0), ("called", 1), ("called", 1), ("called", 2), ("called", 2),
        ("nobody", 2), ("nobody", 2),
    ]  # fmt: skip


def test_a_site_that_names_no_roles_has_one() -> None:
    """After a minute nobody has answered."""
    assert called().at(1060.0, 0).stage is Stage.NOBODY


def test_somebody_who_answers_ends_the_escalation_and_not_the_call() -> None:
    """To answer is not to clear: it stands until somebody was there."""
    answered = called().answer(OURS)
    assert answered.stage is Stage.ANSWERED and answered.open
    assert answered.at(99_999.0, ROLES) == answered
    assert not answered.clear(OURS).open


def test_what_nobody_answered_can_still_be_answered() -> None:
    """Late is not never."""
    assert called().at(1060.0, 1).answer(OURS).stage is Stage.ANSWERED


def test_a_call_that_was_never_answered_is_not_cleared() -> None:
    """Nobody makes it disappear from a distance without having taken it."""
    assert called().clear(OURS) == called()


def test_an_answer_to_another_call_and_an_answer_said_twice_change_nothing() -> None:
    """Replayed, or meant for somebody else."""
    answered = called().answer(OURS)
    assert called().answer(FOREIGN) == called() and answered.answer(OURS) == answered
    assert answered.clear(FOREIGN) == answered
    cleared = answered.clear(OURS)
    assert cleared.answer(OURS) == cleared.clear(OURS) == cleared.again(9999.0) == cleared


def test_who_asks_again_after_nobody_answered_calls_everybody_again() -> None:
    """From the first role on; while the call is on its way, or answered, it goes on as it is."""
    nobody = called().at(1060.0, 1)
    again = nobody.again(2000.0)
    assert (again.stage, again.role, again.id) == (Stage.CALLED, 0, OURS)
    assert again.at(2059.0, 1) == again and again.at(2060.0, 1).stage is Stage.NOBODY
    assert called().again(1030.0) == called()


@given(st.lists(st.sampled_from(["at", "again", "answer", "foreign", "clear"]), max_size=30), st.integers(0, 5))
def test_each_step_has_a_number_of_its_own_and_a_call_once_cleared_stays_so(happens: list[str], roles: int) -> None:
    """Whatever happens, in whatever order: nothing changes without a new number, and none is used twice."""
    call, now = called(), 1000.0
    for what in happens:
        now += ROLE_SECONDS / 2
        steps = {
            "at": call.at(now, roles), "again": call.again(now), "answer": call.answer(OURS),
            "foreign": call.clear(FOREIGN), "clear": call.clear(OURS),
        }  # fmt: skip
        after = steps[what]
        assert after == call if after.number == call.number else after.number == call.number + 1
        assert call.open or not after.open
        call = after


@pytest.mark.parametrize(
    ("name", "reason"),
    [("suicide", Reason.SUICIDE), ("help", Reason.HELP), ("a path of the site's own", Reason.DANGER)],
)
def test_a_reason_is_one_of_a_few_and_never_free_words(name: str, reason: Reason) -> None:
    """What a pack of the site's own calls its path says nothing to anybody."""
    assert Reason.of(name) is reason


def test_every_safety_path_that_comes_with_the_coach_is_a_reason_of_its_own(english: Pack, spanish: Pack) -> None:
    """Who comes wants to know whether it is an overdose."""
    paths = {*english.safety, *spanish.safety}
    assert paths and {Reason.of(path) for path in paths} == {Reason(path) for path in paths}


def test_a_test_is_taken_back_by_who_made_it_and_no_other_call_is() -> None:
    """Nobody has to go to a kiosk that was only tried; a person's call stays until somebody was there."""
    test = Call.begin(OURS, Reason.TEST, 0.0)
    assert not test.take_back().open and not test.answer(OURS).take_back().open
    assert test.take_back().take_back() == test.take_back()
    assert called().take_back() == called()
