"""The machine without its sound. A disk without room is tried in test_broken_machines.py."""

import time
from pathlib import Path

import pytest

from coach.doctor.machine_check import alone, clock
from coach.errors import DeviceError
from coach.floor import Floor


def test_a_clock_that_forgot_the_time_is_noticed() -> None:
    """It says 1970 where a small computer was without power and network. A session is possible all the same."""
    assert clock(time.time()).state == "ok"
    forgotten = clock(0.0)
    assert forgotten.state == "look"
    assert "before the coach was installed" in forgotten.found and "sudo date -s" in forgotten.to_do


def test_another_coach_that_is_awake_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both would hear each other; and no sound is tried while the other one speaks."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert alone().state == "ok"
    other = Floor()
    other.take()
    with pytest.raises(DeviceError, match=r"Another coach is awake .*process \d+"):
        alone()
    other.leave()
    assert alone().state == "ok"
