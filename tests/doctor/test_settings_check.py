"""What the settings name. What is wrong with it is tried in test_checkup.py."""

from coach.doctor import settings_check
from coach.settings import Settings


def test_whom_the_coach_names_is_read_out() -> None:
    """So that somebody can say whether it is right for this place."""
    found = settings_check.contacts(Settings(country="gb")).found
    assert "the United Kingdom" in found and "999" in found


def test_a_program_that_calls_staff_is_looked_for_and_not_run() -> None:
    """Nobody is called for nothing."""
    there = settings_check.staff(Settings(staff_command="true --room 4"))
    assert there.state == "ok" and "not tried" in there.found
    assert settings_check.staff(Settings()).state == "ok"
