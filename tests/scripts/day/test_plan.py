"""What is planned for a day."""

import pytest

from coach.content.pack import Pack
from scripts.day import plan
from scripts.day.plan import FIRST, PAGE_FAULTS, SOUND_FAULTS, Plan
from scripts.day.visitor import all_of


def planned(english: Pack, people: int, seed: int = 1) -> Plan:
    """For twelve hours."""
    return plan.make([kind.content for kind in all_of(english)], people, 12, seed)


def test_the_same_seed_is_the_same_day(english: Pack) -> None:
    """And another one another."""
    assert planned(english, 60) == planned(english, 60) != planned(english, 60, seed=2)


@pytest.mark.parametrize("seed", range(5))
def test_a_whole_day_has_everybody_and_everything(english: Pack, seed: int) -> None:
    """Each kind of person, each fault, one outage of the broker, and two updates; in the order of the clock."""
    day = planned(english, 60, seed)
    assert {coming.who for coming in day.comings} == {kind.content.id for kind in all_of(english)}
    assert {coming.fault for coming in day.comings} - {None} == {*SOUND_FAULTS, *PAGE_FAULTS}
    assert sum(coming.outage for coming in day.comings) == 1
    assert [(brought.version, brought.spoiled) for brought in day.updates] == [(1, False), (2, True)]
    times = [coming.seconds for coming in day.comings]
    assert len(times) == 60 and times == sorted(times) and times[-1] < day.over_seconds == 12 * 3600


def test_on_a_short_day_those_come_who_need_the_most(english: Pack) -> None:
    """Somebody in danger, somebody who touches, somebody who calls help while the broker is killed."""
    day = planned(english, 3)
    assert {coming.who for coming in day.comings} == {*FIRST[:3]}
    assert sum(coming.outage for coming in day.comings) == 1


def test_nobody_meets_a_fault_that_they_would_not_notice(english: Pack) -> None:
    """The page breaks for who touches it, the ear for who speaks."""
    kinds = {kind.content.id: kind.content for kind in all_of(english)}
    for coming in planned(english, 60).comings:
        if coming.fault:
            assert kinds[coming.who].bears == ("page" if coming.fault in PAGE_FAULTS else "sound")


@pytest.mark.parametrize("people", [1, 2, 3, 60])
def test_somebody_comes_after_each_update(english: Pack, people: int) -> None:
    """Else nobody would see what it changed; and somebody before, if more than one come."""
    day = planned(english, people)
    for brought in day.updates:
        assert any(coming.seconds > brought.seconds for coming in day.comings)
        assert people == 1 or any(coming.seconds < brought.seconds for coming in day.comings)
