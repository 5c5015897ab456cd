"""The safety listener by the name that it had before it got a room of its own."""

from coach.conversation import safety
from coach.safety.listener import SafetyListener


def test_a_program_that_was_written_then_still_finds_it() -> None:
    """It is the same listener."""
    assert safety.SafetyListener is SafetyListener
