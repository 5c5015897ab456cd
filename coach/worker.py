"""A speech engine in a process of its own, where it may abort or hang while the conversation goes on.

Vosk aborts the whole process on a Kaldi assertion, and a synthesiser may hang. Pebble (LGPL) keeps the process: it
notices when it dies in the middle of a call, kills it when it is late, and starts a new one; a call costs 0.4 ms here.
What is ours: a process that died or hung between calls or while it was loading, the second try, and clear errors.
"""

import ctypes
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from typing import Any

import pebble
from pebble import ProcessExpired, ProcessPool

from coach.errors import CoachError, EngineError
from coach.vitals import Vitals, vitals_of

pebble.CONSTS.term_timeout = 0.2
"""Seconds between SIGTERM and SIGKILL: an engine has nothing to put in order, and one that was stopped hears only the
second."""

DIED = (ProcessExpired, BrokenProcessPool)
"""What a call ends with whose process died, of it or between two calls."""
MADE_AT_MOST = 5
"""So often a call is made whose process is ended because it was late for others."""

PR_SET_PDEATHSIG = 1
PR_SET_NAME = 15
"""Of Linux's prctl.h."""
LOOK_SECONDS = 0.25
"""How often a process that owes an answer is looked at."""
STARVED_SECONDS = 10.0
"""So much longer it may take for an engine that has work and is given no core, on a machine that is very busy."""

_engine: Any = None
"""The engine of this process, if it is a worker."""
_failure: Exception | None = None
"""Why there is no engine."""


def _leave_with_the_coach() -> None:
    """However the coach ends, and whatever this process does then, stopped or not. By Linux: none of ours has to run.

    To Linux the parent is the thread that began the process; those of the coach that begin engines end with it.
    """
    coach = multiprocessing.parent_process()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if coach is None or os.getppid() != coach.pid:  # it ended while this one began
        os._exit(1)


def _build(name: str, factory: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    global _engine, _failure  # noqa: PLW0603 - a worker process has one engine, and this is where it lives
    ctypes.CDLL(None).prctl(PR_SET_NAME, f"coach {name.removeprefix('The ')}".encode())  # for `top`, cut to 15 letters
    _leave_with_the_coach()
    try:
        _engine = factory(*arguments)
    except Exception as failure:  # the first call answers with it; here nobody would hear of it
        _failure = failure


def _call(method: str, arguments: tuple[Any, ...]) -> Any:
    if _failure is not None:
        raise _failure
    return getattr(_engine, method)(*arguments)


@contextmanager
def _left_alone() -> Iterator[None]:
    """Processes and threads that begin meanwhile never see Ctrl-C or a closed terminal, not even while Python starts.

    Both go to all that runs in a terminal; the coach takes its engines with it. Threads start new processes later.
    """
    resource_tracker.ensure_running()  # or Python would do it meanwhile, and let the signals through afterwards
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Worker:
    """Calls methods of one object that lives in another process. The object is `factory(*arguments)`, made there."""

    loading_seconds = 60.0
    """An engine that is not ready after this long hangs. Moonshine takes 0.3 s here; a slow card may take far more."""
    reloading_seconds = 10.0
    """For one that was ready before: what it loads is in the system's memory still."""
    growth_bytes = 200_000_000
    """What a process may gain over what it had after its first calls. Vosk was seen to gain 50 MB in ten minutes."""

    def __init__(self, name: str, factory: Callable[..., Any], *arguments: Any) -> None:
        """`factory` and all arguments must be picklable: a new interpreter is spawned, nothing is forked.

        The process begins to load at once; what goes wrong there is raised by the first call.
        """
        self.name = name
        self.recipe = (factory, arguments)
        self._changing = threading.Lock()
        self._closed = False
        self._renewals = self._late_calls = 0
        self._first_bytes: int | None = None
        self._begun: set[Future[Any]] = set()
        self._answers = self._answered = False
        self._pool = self._start()

    def call(self, method: str, *arguments: Any, timeout_seconds: float) -> Any:
        """The method's answer; threads may call at the same time, and are answered in turn.

        A worker that dies, is late, or was late for another call is replaced, and asked once more; then EngineError.
        One that was stopped is late at once; one that is given no core has STARVED_SECONDS more.

        A CoachError that the factory or the method raised comes through as it is, any other exception as EngineError.
        """
        renewals = self._renewals
        try:
            return self._insist(method, arguments, timeout_seconds)
        except (*DIED, TimeoutError):
            if renewals != self._renewals:  # whoever said it is gone: the new process does not hear of it
                raise EngineError(f"{self.name}: was begun anew meanwhile.", "Ask again.") from None
        try:
            return self._insist(method, arguments, timeout_seconds)
        except DIED as died:
            raise EngineError(f"{self.name}: the engine died twice.", "Run `coach doctor`.") from died
        except TimeoutError as late:
            raise EngineError(
                f"{self.name}: no answer within {timeout_seconds:g} s, twice.", "Run `coach doctor`."
            ) from late

    def begin(self, method: str, *arguments: Any, timeout_seconds: float) -> "Future[Any]":
        """Start a call and go on; calls are answered in the order in which they were begun.

        The future raises whatever happens, unexplained and without a second try: `call` is the one to insist.
        """
        return self._begin(_call, (method, arguments), timeout_seconds)

    def renew(self) -> None:
        """End the process and begin another one: what it was told is gone, and what it grew by. For between two people.

        Calls that are under way fail, and are not made again.
        """
        with self._changing:
            if not self._closed:
                self._renewals += 1
                self._end()
                self._pool = self._start()

    def renew_if_grown(self) -> None:
        """As `renew`, where the process has grown by `growth_bytes`. For when nothing is under way."""
        vitals = self._vitals()
        if vitals is None:  # the next call begins another one
            return
        if self._first_bytes is None:
            self._first_bytes = vitals.resident_bytes
        elif vitals.resident_bytes > self._first_bytes + self.growth_bytes:
            self.renew()

    def close(self) -> None:
        """End the process, and whatever it was doing."""
        with self._changing:
            self._closed = True
            self._end()

    def _begin(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], timeout_seconds: float | None = None
    ) -> "Future[Any]":
        with self._changing:
            if self._closed:
                raise EngineError(f"{self.name}: the engine was let go.", "Start again.")
            if not self._pool.active:  # it died between two calls
                self._end()
                self._pool = self._start()
            future: Future[Any] = self._pool.schedule(function, args=arguments, timeout=timeout_seconds)
            self._begun.add(future)
        future.add_done_callback(self._begun.discard)
        return future

    def _end(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        for future in list(self._begun):  # pebble leaves whoever waits for these waiting
            future.cancel()

    def _start(self) -> ProcessPool:
        self._answers = False
        pool = ProcessPool(
            max_workers=1,
            context=multiprocessing.get_context("spawn"),
            initializer=_build,
            initargs=(self.name, *self.recipe),
        )
        with _left_alone():
            started = pool.active  # asking starts the process
        if not started:
            raise EngineError(f"{self.name}: the engine's process does not start.", "Run `coach doctor`.")
        return pool

    def _loading_seconds(self) -> float:
        """How long the process may still be loading: not at all once it has answered."""
        if self._answers:
            return 0.0
        return self.reloading_seconds if self._answered else self.loading_seconds

    def _wait(self, future: "Future[Any]", seconds: float) -> Any:
        """What it brings. Raises TimeoutError, at once for a process that was stopped; not for one without a core."""
        began_seconds, worked = time.monotonic(), self._vitals()
        while not future.done():
            with suppress(TimeoutError):
                return future.result(timeout=min(seconds, LOOK_SECONDS))
            late_seconds = time.monotonic() - began_seconds - seconds
            vitals = self._vitals()
            had_its_time = vitals is None or worked is None or vitals.had(seconds, since=worked)
            stopped = vitals is not None and vitals.stopped
            if stopped or late_seconds > (0.0 if had_its_time else STARVED_SECONDS):
                raise TimeoutError
        return future.result()

    def _vitals(self) -> Vitals | None:
        """Of the process; None while there is none."""
        return next(map(vitals_of, self._pids()), None)

    def _pids(self) -> list[int]:
        """One, or none; pebble itself begins another when one has died, and tells it nowhere else."""
        return list(self._pool._pool_manager.worker_manager.workers)

    def _insist(self, method: str, arguments: tuple[Any, ...], timeout_seconds: float) -> Any:
        """As `_ask`, and once more where the process was ended because of another call. Not after a renewal."""
        renewals, made = self._renewals, 0
        while made < MADE_AT_MOST and renewals == self._renewals:
            made, late_calls = made + 1, self._late_calls
            try:
                return self._ask(_call, (method, arguments), timeout_seconds)
            except CancelledError:
                continue
            except DIED:
                if late_calls == self._late_calls:
                    raise
        raise TimeoutError

    def _ask(self, function: Callable[..., Any], arguments: tuple[Any, ...], timeout_seconds: float) -> Any:
        future = self._begin(function, arguments)
        try:
            answer = self._wait(future, timeout_seconds + self._loading_seconds())
            self._answers = self._answered = True
            return answer
        except (*DIED, TimeoutError):
            self._answers = False  # the next process is loading
            if not future.done():
                # All of it: pebble may wait for ever behind a process that is killed while it takes a call up.
                with self._changing:
                    self._late_calls += 1
                    self._end()
            raise
        except (CoachError, CancelledError):
            raise
        except Exception as failure:
            raise EngineError(
                f"{self.name}: the engine failed ({type(failure).__name__}).", "Run `coach doctor`."
            ) from failure
