"""How fast the day may go: what goes over a network takes its own time, and the day must not run away from it."""

import time
from collections.abc import Callable

AS_IN_LIFE = 1.0
"""While something is on its way over the network."""
WATCHED = 10.0
"""While a call waits for its answer: the kiosk looks at its calls five times in a second of real time."""
FREELY = float("inf")


class Pace:
    """Holds time back."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._times = FREELY
        self._since_seconds, self._began = 0.0, 0.0

    def hold(self, times: float, now: float) -> None:
        """It is `now` in the day, where no more than so many seconds are to pass in one of real time."""
        if times != self._times:
            self._times, self._since_seconds, self._began = times, now, self._clock()
        if times != FREELY:
            due = (now - self._since_seconds) / times
            self._sleep(max(0.0, due - (self._clock() - self._began)))
