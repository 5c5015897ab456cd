"""The machine without its sound. A disk without room is tried in test_broken_machines.py."""

import time

from coach.doctor.machine_check import clock


def test_a_clock_that_forgot_the_time_is_noticed() -> None:
    """It says 1970 where a small computer was without power and network. A session is possible all the same."""
    assert clock(time.time()).state == "ok"
    forgotten = clock(0.0)
    assert forgotten.state == "look"
    assert "before the coach was installed" in forgotten.found and "sudo date -s" in forgotten.to_do
