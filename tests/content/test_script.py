"""The format of a script refuses what could be read in two ways."""

import pytest
from pydantic import ValidationError

from coach.content.branch import Band
from coach.content.script import Answer, Ask, Route, Step
from tests.content.scripts import script


def test_a_route_leads_one_way() -> None:
    """A step, an exercise or an end, not two of them."""
    with pytest.raises(ValidationError, match="takes one of go, start, end"):
        Route(go="a", end="stop")


def test_a_step_does_one_thing() -> None:
    """Ask, wait, pace or branch."""
    with pytest.raises(ValidationError, match="takes one of ask, wait_seconds, pace, branch"):
        Step(ask=Ask(open=True), wait_seconds=5.0)


def test_a_step_leads_one_way() -> None:
    """On to a step, or to an end."""
    with pytest.raises(ValidationError, match="takes one of go, end"):
        Step(go="a", end="stop")


@pytest.mark.parametrize("name", ["Urge", "urge surfing", "1st", "", "urge-surfing"])
def test_a_script_s_id_can_name_a_file(name: str) -> None:
    """It begins the names of its recordings."""
    with pytest.raises(ValidationError, match="id"):
        script("a: {end: finish}", id=name)


def test_every_line_has_its_full_id() -> None:
    """Steps, hints and what answers say."""
    asked = script("a: {say: {a: 'So?'}, ask: {open: true, hint: {b: So.}, silent: {say: {c: So.}}}, end: finish}")
    assert dict(asked.lines()) == {"tried.a": "So?", "tried.b": "So.", "tried.c": "So."}


def test_a_step_says_something_else_to_somebody_who_has_heard_it() -> None:
    """`again` in turn; a step without it says the same, and a step that says nothing has nothing to say again."""
    step = Step(say={"a": "A."}, again=[{"b": "B."}, {"c": "C."}])
    assert [*map(step.said, range(4))] == [{"a": "A."}, {"b": "B."}, {"c": "C."}, {"b": "B."}]
    assert Step(say={"a": "A."}).said(3) == {"a": "A."}
    with pytest.raises(ValidationError, match="needs one"):
        Step(again=[{"b": "B."}])


def test_a_step_knows_what_may_follow() -> None:
    """The replies to its answers, and the steps that answers and numbers lead to; all others lead onward."""
    answers = {"yes": Answer(say={"good": "Good."}, go="b"), "no": Answer(go="c"), "well": Answer(go="b")}
    ask = Ask(answers=answers, bands=[Band(up_to=10, go="d")], silent=Route(say={"quiet": "All right."}), then="e")
    step = Step(ask=ask, go="f")
    assert step.replies == {"good": "Good.", "quiet": "All right."}
    assert (step.leads_to, step.onward) == (["b", "c", "d"], "e")
    assert (Step(go="f").onward, Step().onward, Step().leads_to) == ("f", None, [])


def test_what_is_offered_are_the_ways_not_the_words_nor_every_title() -> None:
    """Where a choice is remembered each answer is its own, wherever it leads."""
    answers = {"yes": Answer(go="b"), "okay": Answer(go="b"), "no": Answer(), "rest": Answer(start="rest")}
    assert Step(ask=Ask(answers=answers)).offered == ["yes", "no", "rest"]
    assert Step(ask=Ask(answers=answers, by_title=True)).offered == ["yes", "no"]
    assert Step(ask=Ask(answers=answers, choice="which")).offered == ["yes", "okay", "no", "rest"]
