"""How often somebody may try to sign in."""

from coach.fleet.attempts import LONGEST_WAIT_SECONDS, MOST_KNOWN, Attempts


def test_a_few_slips_cost_nothing_and_a_machine_waits() -> None:
    """Five are free; then 30 s, a minute, two, up to a quarter of an hour."""
    attempts = Attempts(free=5)
    for _ in range(4):
        attempts.failed("192.0.2.9", 0.0)
    assert attempts.wait_seconds("192.0.2.9", 0.0) == 0.0
    waits = []
    for _ in range(8):
        attempts.failed("192.0.2.9", 0.0)
        waits.append(attempts.wait_seconds("192.0.2.9", 0.0))
    assert waits == [30.0, 60.0, 120.0, 240.0, 480.0, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS, LONGEST_WAIT_SECONDS]
    assert attempts.wait_seconds("192.0.2.9", 890.0) == 10.0 and attempts.wait_seconds("192.0.2.10", 0.0) == 0.0


def test_who_comes_in_begins_anew_and_so_does_who_waited_an_hour() -> None:
    """A nurse who mistyped this morning is no attacker."""
    attempts = Attempts(free=1)
    attempts.failed("ana", 0.0)
    attempts.succeeded("ana")
    assert attempts.wait_seconds("ana", 0.0) == 0.0
    attempts.failed("ana", 0.0)
    attempts.failed("ana", 1.0)
    attempts.failed("ana", 4000.0)
    assert attempts.wait_seconds("ana", 4000.0) == 30.0


def test_nobody_fills_its_memory() -> None:
    """With a million names."""
    attempts = Attempts(free=1)
    for number in range(MOST_KNOWN + 10):
        attempts.failed(str(number), 0.0)
    assert attempts.wait_seconds("0", 0.0) == 0.0 and attempts.wait_seconds(str(MOST_KNOWN), 0.0) > 0.0
