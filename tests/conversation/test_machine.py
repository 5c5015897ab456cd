"""The parts of a session, and the ways between them."""

from copy import deepcopy
from pathlib import Path

import pytest

from coach.conversation.machine import STATES, TRANSITIONS, SessionMachine, draw
from coach.errors import DefectError


def test_a_session_that_goes_well_visits_every_part_in_order() -> None:
    """Welcome, check-in, choice, exercise, check-out, next step, close."""
    machine = SessionMachine()
    visited = [machine.state] + [
        machine.fire(trigger) for trigger in ("finish", "finish", "start", "finish", "finish", "finish", "finish")
    ]
    assert visited == ["welcome", "check_in", "choice", "exercise", "check_out", "next_step", "close", "ended"]


@pytest.mark.parametrize("state", [state for state in STATES if state != "ended"])
@pytest.mark.parametrize(("trigger", "target"), [("alarm", {"safety"}), ("stop", {"stopped", "ended"})])
def test_safety_and_stop_are_reached_from_everywhere(state: str, trigger: str, target: set[str]) -> None:
    """There is no state in which "stop" or a risk goes unanswered."""
    machine = SessionMachine()
    machine.state = state
    assert machine.fire(trigger) in target


def test_one_exercise_may_lead_to_another() -> None:
    """Somebody for whom an exercise made it worse is led to one that steadies, not back to the menu."""
    machine = SessionMachine()
    machine.state = "exercise"
    assert machine.fire("start") == "exercise"


def test_every_state_can_be_reached_and_left() -> None:
    """No part is an island and none is a trap."""
    sources = {s for _, source, _ in TRANSITIONS for s in ([source] if isinstance(source, str) else source)}
    targets = {target for _, _, target in TRANSITIONS}
    assert sources == set(STATES) - {"ended"}
    assert targets == set(STATES) - {"welcome"}


def test_a_way_that_the_table_does_not_have_is_a_defect() -> None:
    """Nothing is done silently where the table has no transition."""
    machine = SessionMachine()
    machine.state = "ended"
    with pytest.raises(DefectError, match="finish"):
        machine.fire("finish")


def test_a_copy_goes_its_own_way() -> None:
    """From the same state."""
    machine = SessionMachine()
    machine.fire("finish")
    copied = deepcopy(machine)
    assert copied.fire("finish") == "choice"
    assert machine.state == "check_in"


def test_the_diagram_shows_every_part() -> None:
    """The README's picture is drawn from the table."""
    assert all(state in draw() for state in STATES if state not in ("stopped", "safety"))


def test_the_readme_shows_the_table_as_it_is() -> None:
    """Whoever changes the table runs scripts/draw-machine."""
    readme = Path(__file__).parents[2] / "README.md"
    assert draw() in readme.read_text(encoding="utf-8")
