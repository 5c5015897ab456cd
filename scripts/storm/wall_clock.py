"""The wall clock of this process, which can be set as an administrator, or a radio signal, sets a machine's.

Only what asks `time.time` sees it, as the library does that keeps the engines' processes. The machine's own clock stays
as it is: others live by it.
"""

import time

DAY_SECONDS = 86_400.0

_true = time.time
_ahead_seconds = 0.0


def install() -> None:
    """From now on `time.time` tells this clock, in every module that asks by that name."""
    time.time = _now


def set_ahead(seconds: float) -> None:
    """How far it is before the true time; negative: behind it."""
    global _ahead_seconds  # noqa: PLW0603 - a process has one clock
    _ahead_seconds = seconds


def _now() -> float:
    return _true() + _ahead_seconds
