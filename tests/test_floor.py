"""Of the coaches at one sound server, one speaks; the others say so, and what to do."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import DeviceError
from coach.floor import Floor

SPEAKING = """
import multiprocessing, sys, time
from coach.floor import Floor
if __name__ == "__main__":
    Floor({"XDG_RUNTIME_DIR": sys.argv[1]}).take()
    helper = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    helper.start()
    print(helper.pid, flush=True)
    time.sleep(60)
"""


def at(folder: Path) -> Floor:
    """The floor of who finds the sound server there."""
    return Floor({"XDG_RUNTIME_DIR": str(folder)})


def test_the_second_is_told_and_what_to_do(tmp_path: Path) -> None:
    """By the number of the first; once that has left, it may speak."""
    first = at(tmp_path)
    first.take()
    with pytest.raises(DeviceError, match=rf"Another coach .*process {os.getpid()}.*coach run --typed"):
        at(tmp_path).take()
    first.leave()
    at(tmp_path).take()


def test_another_sound_server_is_another_floor(tmp_path: Path) -> None:
    """Another user's, or one that was named."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        at(tmp_path / name).take()


def test_a_coach_that_was_killed_has_left(tmp_path: Path) -> None:
    """Also while an engine that it started lives on."""
    (tmp_path / "speaking.py").write_text(SPEAKING)
    (tmp_path / "run").mkdir()
    with subprocess.Popen(
        [sys.executable, tmp_path / "speaking.py", tmp_path / "run"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, stdout=subprocess.PIPE, text=True,
    ) as first:  # fmt: skip
        assert first.stdout is not None
        helper = int(first.stdout.readline())
        with pytest.raises(DeviceError, match=f"process {first.pid}"):
            at(tmp_path / "run").take()
        first.kill()
        first.wait()
        os.kill(helper, 0)  # it lives
        at(tmp_path / "run").take()
        os.kill(helper, signal.SIGKILL)


def test_nothing_is_written(tmp_path: Path) -> None:
    """A folder that nobody may write to does as well."""
    tmp_path.chmod(0o500)
    floor = at(tmp_path)
    floor.take()
    assert list(tmp_path.iterdir()) == []
    floor.leave()


def test_where_nothing_can_be_locked_everybody_may_speak(tmp_path: Path) -> None:
    """A user without a home: better two coaches than none."""
    (tmp_path / "file").write_text("")
    for nowhere in ({"XDG_RUNTIME_DIR": str(tmp_path / "nowhere"), "HOME": ""}, {"XDG_RUNTIME_DIR": "/dev/null"}):
        Floor(nowhere).take()
        Floor(nowhere).take()
