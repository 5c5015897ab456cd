"""The format of a script refuses what could be read in two ways."""

import pytest
from pydantic import ValidationError

from coach.content.script import Ask, Route, Step
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
