"""An executor that works when it is told to."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class FakeExecutor(Executor):
    """What is submitted waits for `work`. `closed`: whether it was shut down."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.closed = False

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        """Do this later."""
        future: Future[Any] = Future()
        self._waiting.append((future, lambda: function(*arguments, **named)))
        return future

    @property
    def waiting(self) -> int:
        """How much waits: also what nobody waits for any more, as a real executor keeps it until its turn."""
        return len(self._waiting)

    def work(self) -> None:
        """Do all that waits, but for what nobody waits for any more."""
        waiting, self._waiting = self._waiting, []
        for future, do in waiting:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(do())
                except Exception as failure:
                    future.set_exception(failure)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more."""
        self.closed = True
