"""A visit does what it is told, in the real session."""

import pytest

from coach.content.loader import load_pack
from coach.rehearsal.doing import SILENT, STOPS, UNSURE, WAITS
from coach.rehearsal.stage import BEGINS, PLACES, staged
from coach.rehearsal.visit import Visit
from tests.content.scripts import GOOD, script
from tests.listeners import safety_of

STEPS = """
rate:
  say: {a: 'How hungry?'}
  ask: {rating: hunger, read_back_above: before, hint: {b: A number.}}
rest: {say: {c: Five quiet seconds.}, again: [{d: And five more.}], wait_seconds: 5}
more: {say: {e: 'More?'}, ask: {answers: {"yes": {go: rest}, "no": {}}, hint: {f: Say yes.}}}
done: {say: {g: Goodbye.}, end: finish}
"""


@pytest.fixture
def begun() -> Visit:
    """At the first question."""
    pack = load_pack(GOOD)
    tried = script(STEPS)
    pack.exercises["tried"] = tried
    return Visit(staged(pack, tried), safety_of(pack), "tried").after(("rates", "2")).after(BEGINS)


def place(visit: Visit) -> str:
    """Where somebody is waited for."""
    return visit.listen.about if visit.listen else "nowhere"


def test_a_doing_leads_on(begun: Visit) -> None:
    """It is remembered, its time is counted, and the steps that were come to."""
    rated = begun.after(("rates", "1"))
    assert (place(begun), place(rated)) == ("tried.rate", "tried.rest")
    assert rated.remembered == {PLACES: 0, "before": 2, "exercise": "tried", "hunger": 1}
    assert (begun.steps, rated.steps) == ({"rate"}, {"rate", "rest"})
    assert rated.seconds == pytest.approx(2.0 + 3 * 60 / 140)
    assert rated.understood


def test_every_way_on_is_tried_from_the_same_moment(begun: Visit) -> None:
    """Whatever else was done there first: also what the session counts, as how often a step was heard."""
    more = begun.after(("rates", "1")).after(WAITS)
    once, twice = more.after(("answer", "yes")), more.after(("answer", "yes"))
    assert (place(more), place(once), place(twice)) == ("tried.more", "tried.rest", "tried.rest")
    assert once.seconds == twice.seconds
    assert place(more.after(("answer", "no"))) == "nowhere"
    assert more.after(STOPS).ended


def test_a_number_that_is_read_back_is_agreed_to(begun: Visit) -> None:
    """It leads on like the others, a little later."""
    rated = begun.after(("rates", "8"))
    assert place(rated) == "tried.rest"
    assert rated.seconds > begun.after(("rates", "1")).seconds + 2


def test_silence_lasts_until_it_leads_on(begun: Visit) -> None:
    """Also where a question is asked three times."""
    silent = begun.after(SILENT)
    assert place(silent) == "tried.rest"
    assert silent.seconds > 3 * 8


def test_who_is_not_taken_at_their_word_is_seen(begun: Visit) -> None:
    """What answers nothing is asked about again."""
    lost = begun.after(("answer", "early"))
    assert not lost.understood and place(lost) == "tried.rate"
    assert place(begun.after(UNSURE)) == "tried.rest"
