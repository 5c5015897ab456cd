"""How fast a day may go."""

from scripts.day.pace import FREELY, Pace


class Watch:
    """A clock on which only sleep takes time."""

    def __init__(self) -> None:
        self.seconds = 5.0

    def now(self) -> float:
        """The time."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """It passes."""
        self.seconds += seconds


def test_time_is_held_back_only_as_far_as_it_has_to_be() -> None:
    """In step with life, ten times faster, and freely."""
    watch = Watch()
    pace = Pace(watch.now, watch.sleep)
    for times, now, real_seconds in ((1.0, 100.0, 5.0), (1.0, 103.0, 8.0), (10.0, 103.0, 8.0), (10.0, 113.0, 9.0)):
        pace.hold(times, now)
        assert watch.seconds == real_seconds
    pace.hold(FREELY, 9999.0)
    assert watch.seconds == 9.0


def test_who_is_late_anyway_is_not_held_back() -> None:
    """The engines have worked meanwhile."""
    watch = Watch()
    pace = Pace(watch.now, watch.sleep)
    pace.hold(1.0, 100.0)
    watch.seconds += 60.0
    pace.hold(1.0, 101.0)
    assert watch.seconds == 65.0
