"""An executor for where time is counted in frames: whoever submits work waits for it, and the result is the same every
time. A live session has threads instead (`coach/bootstrap.py`), and looks each round whether they are ready."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class AtOnce(Executor):
    """Does what is submitted before it answers; what that raises is raised there."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        """Do it now. The future is done."""
        done: Future[Any] = Future()
        done.set_result(function(*arguments, **named))
        return done
