"""Faults of the sound are told, once."""

import pytest

from coach.content.pack import Pack
from coach.conversation.fault import Faults
from coach.conversation.repair import Trouble
from coach.events import SoundFault


@pytest.mark.parametrize(
    ("fault", "trouble", "line"),
    [
        ("hum", "no_match", "microphone_hums"),
        ("clipped", "no_match", "microphone_clipped"),
        ("dead", "no_input", "microphone_dead"),
        ("hum", "no_input", None),
        ("narrow", "no_match", None),
        (None, "no_match", None),
    ],
)
def test_a_fault_is_told_where_it_explains_the_trouble(
    english: Pack, fault: SoundFault | None, trouble: Trouble, line: str | None
) -> None:
    """Who says nothing into a humming microphone is silent; what nobody can mend is not talked about."""
    lines = Faults(english.repair).tell(fault, trouble)
    assert (next(iter(lines)) if lines else None) == line


def test_each_fault_is_told_once(english: Pack) -> None:
    """A hum that is still there has been told; a microphone that dies is new."""
    faults = Faults(english.repair)
    assert faults.tell("hum", "no_match")
    assert faults.tell("hum", "no_match") is None
    assert faults.tell("dead", "no_match")
