"""An engine's process, found and signalled."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coach.worker import Worker
from scripts.measure.processes import children
from scripts.storm import worker_process
from tests.test_worker import PROMPT_SECONDS, Engine


@pytest.mark.engines
def test_an_engine_is_found_by_its_name_and_killed() -> None:
    """The next one is another process; a part that this coach has not is not found."""
    with closing(Worker("The ear test", Engine)) as worker:
        home = worker.call("pid", timeout_seconds=PROMPT_SECONDS)
        found = worker_process.find(os.getpid(), "ear")
        assert found and found.pid == home
        assert worker_process.find(os.getpid(), "storer") is None
        found.send(signal.SIGKILL)
        assert worker.call("pid", timeout_seconds=PROMPT_SECONDS) != home


def test_a_signal_to_what_is_gone_is_nothing() -> None:
    """It may have ended in between."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert not Path(f"/proc/{process.pid}").exists()
    worker_process.WorkerProcess("ear", process.pid).send(signal.SIGCONT)
    assert children(process.pid) == []
