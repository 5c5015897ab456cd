"""Every path through an exercise is walked with the real session."""

import pytest

from coach.content.loader import load_pack
from coach.content.pack import Pack
from coach.rehearsal.doing import SILENT, SPEAKS, STOPS, UNSURE, WAITS
from coach.rehearsal.paths import Place, Walked, walk
from tests.content.scripts import GOOD, script
from tests.listeners import safety_of

ASKED = """
begin:
  say: {a: 'Are you there?'}
  ask: {answers: {"yes": {}, "no": {go: rest}}, unsure: {go: rest}, hint: {b: Say yes.}}
talk: {say: {c: 'What is it like?'}, ask: {open: true, hint: {d: Anything.}}}
rest: {say: {e: Five quiet seconds.}, wait_seconds: 5, during: {early: {phrases: [early], end: finish}}}
done: {say: {f: Goodbye.}, end: finish}
"""
RATED = """
rate: {say: {a: 'How hungry?'}, ask: {rating: hunger, read_back_above: craving_before, hint: {b: A number.}}}
weigh: {branch: {first: craving_before, second: hunger, fell: less, same: as_much, rose: more, unknown: as_much}}
less: {say: {c: Less.}, end: finish}
as_much: {say: {d: The same.}, end: finish}
more: {say: {e: More.}, end: finish}
"""
LOOP = """
rest: {say: {a: Five quiet seconds.}, again: [{b: Five more.}], wait_seconds: 5}
more:
  say: {c: 'Once more?'}
  again: [{d: 'And again?'}]
  ask: {answers: {"yes": {go: rest}, "no": {}}, hint: {e: Say yes.}}
done: {say: {f: Goodbye.}, end: finish}
"""


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The good pack; exercises are put into it."""
    return load_pack(GOOD)


def walked(pack: Pack, steps: str) -> Walked:
    """All that is found in an exercise of these steps."""
    tried = script(steps)
    pack.exercises["tried"] = tried
    found = list(walk(pack, safety_of(pack), "tried"))[-1]
    del pack.exercises["tried"]
    return found


def test_everything_that_can_be_done_is_done(pack: Pack) -> None:
    """Each answer, any words where they are wanted, "I don't know", silence, waiting, and stop."""
    ways = walked(pack, ASKED).ways
    done = {place.step: [way.doing for way in found] for place, found in ways.items()}
    assert done == {
        "begin": [("answer", "yes"), ("answer", "no"), UNSURE, SILENT, STOPS],
        "talk": [SPEAKS, UNSURE, SILENT, STOPS],
        "rest": [("answer", "early"), WAITS, STOPS],
    }


def test_all_steps_and_answers_are_seen(pack: Pack) -> None:
    """Also the steps that only lead on, and those that nobody is waited for at."""
    found = walked(pack, RATED)
    assert found.steps == found.all_steps == {"rate", "weigh", "less", "as_much", "more"}
    found = walked(pack, ASKED)
    assert found.answers == found.all_answers == {("begin", "yes"), ("begin", "no"), ("rest", "early")}


def test_ratings_fall_stay_and_rise_from_what_was_brought_along(pack: Pack) -> None:
    """A rating that comes from the check-in is given there as low, middle, high, and not at all."""
    found = walked(pack, RATED)
    brought = {place.remembered for place in found.ways}
    assert brought == {(), *((("craving_before", number),) for number in (2, 5, 8))}
    for ways in found.ways.values():
        assert {("rates", "2"), ("rates", "5"), ("rates", "8")} <= {way.doing for way in ways}


def test_a_loop_is_gone_through_once(pack: Pack) -> None:
    """The place that was reached before is not a new one."""
    found = walked(pack, LOOP)
    assert list(found.ways) == [Place("rest", ()), Place("more", ())]
    assert {way.to for way in found.ways[Place("more", ())] if way.doing == ("answer", "yes")} == {Place("rest", ())}


def test_time_is_speaking_waiting_and_answering(pack: Pack) -> None:
    """Three words at 140 a minute, and five quiet seconds."""
    found = walked(pack, LOOP)
    (begin,) = found.begins
    waits = next(way for way in found.ways[Place("rest", ())] if way.doing == WAITS)
    assert begin.seconds == pytest.approx(2.0 + 3 * 60 / 140)
    assert waits.seconds == pytest.approx(5.0 + 2 * 60 / 140)


def test_where_it_leads_out_is_named(pack: Pack) -> None:
    """By the part of the session that follows; the good pack's ask nothing, so with them it ends."""
    ways = walked(pack, LOOP).ways[Place("more", ())]
    assert {way.doing: way.out for way in ways if way.to is None} == {
        ("answer", "no"): "ended", UNSURE: "ended", SILENT: "ended", STOPS: "ended",
    }  # fmt: skip


def test_safety_paths_are_walked_too(english: Pack) -> None:
    """They begin with the alarm, and lead back to the choice or to an end."""
    found = list(walk(english, safety_of(english), "medical"))[-1]
    assert {way.out for ways in found.ways.values() for way in ways if way.to is None} <= {"choice", "ended"}
    assert found.steps == found.all_steps
    assert found.answers == found.all_answers


def test_a_site_with_places_to_name_and_one_without_are_both_walked(english: Pack) -> None:
    """What is said where there is no place would else never be reached."""
    found = list(walk(english, safety_of(english), "local_help"))[-1]
    assert found.steps == found.all_steps
    assert len(found.begins) == 2
