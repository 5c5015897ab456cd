"""Engines in processes of their own: they may fail, abort or hang, and the caller gets an answer or a clear error.

Those where a process dies are marked `engines`: there is none, but they take a second each.
"""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from coach.errors import DeviceError, EngineError
from coach.worker import Worker

PROMPT_SECONDS = 10.0
"""Long enough for any call here on a busy machine."""
HANGS_SECONDS = 600


class Engine:
    """Does what engines do."""

    def pid(self) -> int:
        """The process it lives in."""
        return os.getpid()

    def double(self, number: int) -> int:
        """Twice the number."""
        return 2 * number

    def grow(self, more_bytes: int) -> None:
        """Keep so much memory for ever."""
        self.kept = b"x" * more_bytes

    def complain(self) -> None:
        """Raise one of our errors."""
        raise DeviceError("The model is too old.", "Fetch a newer one.")

    def stumble(self) -> None:
        """Raise somebody else's error."""
        raise ValueError("a secret")

    def abort(self) -> None:
        """Die as Kaldi does."""
        os.abort()

    def abort_once(self, mark: str) -> str:
        """Die the first time only."""
        if not Path(mark).exists():
            Path(mark).touch()
            os.abort()
        return "alive"

    def work(self, cpu_seconds: float) -> str:
        """Be busy until so much of a core was had."""
        while time.process_time() < cpu_seconds:
            pass
        return "done"

    def hang(self) -> None:
        """Never answer."""
        time.sleep(HANGS_SECONDS)


def missing_model() -> Engine:
    """A factory that finds nothing."""
    raise DeviceError("There is no model.", "Fetch one.")


def damaged_model() -> Engine:
    """A factory that aborts."""
    os.abort()


def hanging_model() -> Engine:
    """A factory that never comes back."""
    time.sleep(HANGS_SECONDS)
    return Engine()


Start = Callable[[Callable[[], Engine]], Worker]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts workers, and ends them after the test."""
    workers = []

    def start(factory: Callable[[], Engine]) -> Worker:
        workers.append(Worker("The test engine", factory))
        return workers[-1]

    yield start
    for worker in workers:
        worker.close()


def test_an_engine_lives_elsewhere_and_its_errors_come_through(start: Start) -> None:
    """Answers, our own errors as they are, all others as the engine's without their words; the process lives on."""
    worker = start(Engine)
    home = worker.call("pid", timeout_seconds=PROMPT_SECONDS)
    assert home != os.getpid()
    with pytest.raises(DeviceError) as ours:
        worker.call("complain", timeout_seconds=PROMPT_SECONDS)
    assert (ours.value.problem, ours.value.fix) == ("The model is too old.", "Fetch a newer one.")
    with pytest.raises(EngineError, match=r"The test engine: the engine failed \(ValueError\)") as theirs:
        worker.call("stumble", timeout_seconds=PROMPT_SECONDS)
    assert "secret" not in str(theirs.value)
    assert worker.call("pid", timeout_seconds=PROMPT_SECONDS) == home


def interrupted_engine() -> Engine:
    """A factory that Ctrl-C reaches, and a terminal that is closed, as both reach all that runs in a terminal."""
    for number in (signal.SIGINT, signal.SIGHUP):
        os.kill(os.getpid(), number)
    return Engine()


def test_ctrl_c_is_for_the_coach_and_not_for_its_engines(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """From their very first moment, also when they were started again; they say nothing and go on."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\nif '--multiprocessing-fork' in sys.argv: os.kill(os.getpid(), signal.SIGINT)"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    worker = start(interrupted_engine)
    assert worker.call("double", 4, timeout_seconds=PROMPT_SECONDS) == 8
    os.kill(worker.call("pid", timeout_seconds=PROMPT_SECONDS), signal.SIGKILL)
    assert worker.call("double", 4, timeout_seconds=PROMPT_SECONDS) == 8
    assert capfd.readouterr().err == ""
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_calls_that_were_begun_are_answered_in_their_order(start: Start) -> None:
    """Prompts are rendered ahead one after the other."""
    worker = start(Engine)
    begun = [worker.begin("double", number, timeout_seconds=PROMPT_SECONDS) for number in range(5)]
    wait(begun)
    assert [future.result() for future in begun] == [0, 2, 4, 6, 8]


def test_an_engine_that_cannot_be_made_says_why(start: Start) -> None:
    """The factory's own error, at the first call and at every other."""
    worker = start(missing_model)
    for _ in range(2):
        with pytest.raises(DeviceError, match=r"There is no model\. Fetch one\."):
            worker.call("pid", timeout_seconds=PROMPT_SECONDS)


def test_several_threads_may_ask(start: Start) -> None:
    """What is rendered ahead and what is wanted now: each gets its own answer."""
    worker = start(Engine)
    with ThreadPoolExecutor(4) as threads:
        asked = {n: threads.submit(worker.call, "double", n, timeout_seconds=PROMPT_SECONDS) for n in range(20)}
    assert {n: answer.result() for n, answer in asked.items()} == {n: 2 * n for n in range(20)}


def test_nobody_waits_for_an_engine_that_was_let_go(start: Start) -> None:
    """Whoever was waiting gets an error at once, and whoever asks later too: no process is begun anew."""
    worker = start(Engine)
    worker.call("pid", timeout_seconds=PROMPT_SECONDS)
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(worker.call, "hang", timeout_seconds=HANGS_SECONDS)
        while not waiting.running():
            pass
        worker.close()
        with pytest.raises(EngineError, match="The test engine"):
            waiting.result(timeout=PROMPT_SECONDS)
    with pytest.raises(EngineError, match="was let go"):
        worker.call("pid", timeout_seconds=PROMPT_SECONDS)
    worker.close()


@pytest.mark.engines
def test_an_engine_that_is_begun_anew_knows_nothing_of_before(start: Start) -> None:
    """Between two people. What somebody was still waiting for is not asked again: it was the last person's."""
    worker = start(Engine)
    home = worker.call("pid", timeout_seconds=PROMPT_SECONDS)
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(worker.call, "hang", timeout_seconds=HANGS_SECONDS)
        while not waiting.running():
            pass
        worker.renew()
        with pytest.raises(EngineError, match="The test engine"):
            waiting.result(timeout=PROMPT_SECONDS)
    assert not Path(f"/proc/{home}").exists()
    assert worker.call("pid", timeout_seconds=PROMPT_SECONDS) != home


@pytest.mark.engines
def test_an_engine_that_grows_is_begun_anew_when_nothing_is_under_way(start: Start) -> None:
    """Never by itself, and not for what it needs from its first calls on."""
    worker = start(Engine)
    worker.growth_bytes = 50_000_000
    worker.call("grow", 60_000_000, timeout_seconds=PROMPT_SECONDS)
    worker.renew_if_grown()
    home = worker.call("pid", timeout_seconds=PROMPT_SECONDS)
    worker.call("grow", 90_000_000, timeout_seconds=PROMPT_SECONDS)
    worker.renew_if_grown()
    worker.call("grow", 160_000_000, timeout_seconds=PROMPT_SECONDS)
    assert worker.call("pid", timeout_seconds=PROMPT_SECONDS) == home
    worker.renew_if_grown()
    assert worker.call("pid", timeout_seconds=PROMPT_SECONDS) != home
    worker.renew_if_grown()


@pytest.mark.engines
def test_an_engine_that_died_is_not_weighed(start: Start) -> None:
    """The next call finds another one."""
    worker = start(Engine)
    os.kill(worker.call("pid", timeout_seconds=PROMPT_SECONDS), signal.SIGKILL)
    worker.renew_if_grown()
    assert worker.call("double", 4, timeout_seconds=PROMPT_SECONDS) == 8


@pytest.mark.engines
def test_who_waits_behind_an_engine_that_hangs_is_answered(start: Start) -> None:
    """Its process is ended because it was late for another one."""
    worker = start(Engine)
    worker.call("pid", timeout_seconds=PROMPT_SECONDS)
    with ThreadPoolExecutor(1) as thread:
        hanging = thread.submit(worker.call, "hang", timeout_seconds=0.5)
        while not hanging.running():
            pass
        assert worker.call("double", 4, timeout_seconds=PROMPT_SECONDS) == 8
        with pytest.raises(EngineError, match="no answer"):
            hanging.result(timeout=60.0)


@pytest.mark.engines
def test_a_dead_engine_is_asked_again(start: Start, tmp_path: Path) -> None:
    """It died of the question, or between two questions: the caller notices nothing."""
    worker = start(Engine)
    assert worker.call("abort_once", str(tmp_path / "mark"), timeout_seconds=PROMPT_SECONDS) == "alive"
    os.kill(worker.call("pid", timeout_seconds=PROMPT_SECONDS), signal.SIGKILL)
    assert worker.call("double", 4, timeout_seconds=PROMPT_SECONDS) == 8


@pytest.mark.engines
def test_an_engine_that_dies_twice_is_an_error_and_can_be_asked_something_else(start: Start) -> None:
    """One bad question does not end the conversation."""
    worker = start(Engine)
    with pytest.raises(EngineError, match="The test engine: the engine died twice"):
        worker.call("abort", timeout_seconds=PROMPT_SECONDS)
    assert worker.call("double", 4, timeout_seconds=PROMPT_SECONDS) == 8


@pytest.mark.engines
def test_an_engine_that_dies_while_loading_is_an_error(start: Start) -> None:
    """Kaldi aborts on some damaged files."""
    with pytest.raises(EngineError, match="died twice"):
        start(damaged_model).call("pid", timeout_seconds=PROMPT_SECONDS)


@pytest.mark.engines
def test_an_engine_that_hangs_is_an_error_and_can_be_asked_something_else(start: Start) -> None:
    """It is killed, and a new one answers."""
    worker = start(Engine)
    home = worker.call("pid", timeout_seconds=PROMPT_SECONDS)
    with pytest.raises(EngineError, match=r"no answer within 0\.1 s, twice"):
        worker.call("hang", timeout_seconds=0.1)
    assert worker.call("pid", timeout_seconds=PROMPT_SECONDS) != home


@pytest.mark.engines
def test_an_engine_that_hangs_while_loading_is_an_error(start: Start) -> None:
    """Nobody waits for ever."""
    worker = start(hanging_model)
    worker.loading_seconds = 0.2
    with pytest.raises(EngineError, match="no answer"):
        worker.call("pid", timeout_seconds=0.1)


@pytest.mark.engines
def test_an_engine_that_was_stopped_is_replaced_without_waiting_for_it_to_load(start: Start) -> None:
    """It answered before, so it is not loading: it hangs, whatever stopped it, and SIGTERM would not reach it."""
    worker = start(Engine)
    home = worker.call("pid", timeout_seconds=PROMPT_SECONDS)
    os.kill(home, signal.SIGSTOP)
    assert worker.call("double", 4, timeout_seconds=HANGS_SECONDS) == 8  # not waited for
    assert not Path(f"/proc/{home}").exists()


@pytest.mark.engines
def test_an_engine_that_is_busy_without_end_is_an_error(start: Start) -> None:
    """However hard it works: it had its time."""
    worker = start(Engine)
    worker.call("pid", timeout_seconds=PROMPT_SECONDS)
    with pytest.raises(EngineError, match="no answer"):
        worker.call("work", HANGS_SECONDS, timeout_seconds=0.5)


HUNG = """
import os, sys, time
from coach.worker import Worker
from tests.test_worker import Engine
if __name__ == "__main__":
    worker = Worker("The test engine", Engine)
    print(worker.call("pid", timeout_seconds=60), flush=True)
    worker.begin("hang", timeout_seconds=600)
    time.sleep(600)
"""


@pytest.mark.engines
def test_an_engine_that_hangs_goes_with_the_coach(tmp_path: Path) -> None:
    """Also when the coach is killed: no process is left that listens, or holds what was said."""
    (tmp_path / "hung.py").write_text(HUNG)
    command = [sys.executable, str(tmp_path / "hung.py")]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as coach:
        assert coach.stdout is not None
        engine = os.pidfd_open(int(coach.stdout.readline()))
        coach.kill()
    left, _, _ = select.select([engine], [], [], PROMPT_SECONDS)  # readable when the process has ended
    os.close(engine)
    assert left
