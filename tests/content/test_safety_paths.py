"""What every safety path does, whatever its author wrote."""

import pytest

from coach.content.graph import ways_through
from coach.content.risk import Risk
from coach.content.safety_paths import check_path, check_unanswered
from tests.content.scripts import good, script

ASKS = """
heard: {say: {a: 'Call {crisis_number} now.'}}
ask: {say: {b: 'Can you call?'}, ask: {answers: {"yes": {end: come_back}}, unsure: {go: heard}, silent: {go: heard}}}
"""


def codes(steps: str) -> list[str]:
    """What is told about a safety path."""
    checked = script(steps)
    return [flaw.code for flaw in check_path(checked, ways_through(checked))]


def test_a_path_that_names_a_number_and_stays_is_right() -> None:
    """The answer "yes" may end it."""
    assert codes(ASKS) == []


@pytest.mark.parametrize("said", ["Help is near.", "Call {crisis_line}.", "Call."])
def test_a_number_is_named_at_once(said: str) -> None:
    """A name alone cannot be dialled."""
    assert codes(ASKS.replace("Call {crisis_number} now.", said)) == ["C056"]


def test_who_does_not_answer_a_gentle_question_is_told_whom_to_call() -> None:
    """Then the session goes on, and it may be all that they hear of it."""
    risk = good("risk.yaml")
    risk["paths"]["danger"]["unanswered"] = {"quiet": "Call {emergency_number}. I will go on now."}
    assert list(check_unanswered(Risk.model_validate(risk))) == []
    risk["paths"]["danger"]["unanswered"] = {"quiet": "Help is near. I will go on now."}
    (flaw,) = check_unanswered(Risk.model_validate(risk))
    assert (flaw.code, flaw.where) == ("C056", ("paths", "danger", "unanswered"))


@pytest.mark.parametrize("who", ["unsure", "silent"])
def test_nobody_is_left(who: str) -> None:
    """Neither who is silent nor who does not know."""
    assert codes(ASKS.replace(f"{who}: {{go: heard}}", f"{who}: {{end: stop}}")) == ["C057"]
