"""A speech engine in a process of its own, where it may abort or hang while the conversation goes on.

Vosk aborts the whole process on a Kaldi assertion, and a synthesiser may hang. Pebble (LGPL) keeps the process: it
notices when it dies, kills it when it is late, and starts a new one; a call costs 0.4 ms here. What is ours is the
second try, and an error that names the engine.
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any

from pebble import ProcessExpired, ProcessPool

from coach.errors import EngineError

_engine: Any = None
"""The engine of this process, if it is a worker."""


def _build(factory: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    global _engine  # noqa: PLW0603 - a worker process has one engine, and this is where it lives
    _engine = factory(*arguments)


def _call(method: str, arguments: tuple[Any, ...]) -> Any:
    return getattr(_engine, method)(*arguments)


class Worker:
    """Calls methods of one object that lives in another process. The object is `factory(*arguments)`, made there."""

    def __init__(self, name: str, factory: Callable[..., Any], *arguments: Any) -> None:
        """`factory` and all arguments must be picklable: a new interpreter is spawned, nothing is forked."""
        self.name = name
        self._pool = ProcessPool(
            max_workers=1,
            context=multiprocessing.get_context("spawn"),
            initializer=_build,
            initargs=(factory, arguments),
        )

    def call(self, method: str, *arguments: Any, timeout_seconds: float) -> Any:
        """The method's answer. A worker that dies or is late is replaced, and asked once more; then EngineError.

        An exception raised by the method itself comes through as it is.
        """
        try:
            return self.begin(method, *arguments, timeout_seconds=timeout_seconds).result()
        except (ProcessExpired, FutureTimeoutError):
            pass
        try:
            return self.begin(method, *arguments, timeout_seconds=timeout_seconds).result()
        except ProcessExpired as died:
            raise EngineError(f"{self.name}: the engine died twice ({died}).", "Run `coach doctor`.") from died
        except FutureTimeoutError as late:
            raise EngineError(
                f"{self.name}: no answer within {timeout_seconds:g} s, twice.", "Run `coach doctor`."
            ) from late

    def begin(self, method: str, *arguments: Any, timeout_seconds: float) -> "Future[Any]":
        """Start a call and go on; calls are answered in the order in which they were begun."""
        future: Future[Any] = self._pool.schedule(_call, args=(method, arguments), timeout=timeout_seconds)
        return future

    def close(self) -> None:
        """End the process."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
