"""Filling the cache of rendered prompts while a session goes on, in a process that gives way to everything else.

One line after the other, so that what was done is there when the session ends early, and the next start goes on from
it. In the order of the pack: what is stored when tells nothing of where a session went.
"""

import os
import threading
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from coach.errors import DeviceError, EngineError
from coach.speaking.cache import PromptCache
from coach.speaking.plausibility import require_speech
from coach.worker import Worker

NICENESS = 19
"""The ear and the voice go first, always."""
TIDY_TIMEOUT_SECONDS = 600.0
"""To remove thousands of files from a slow card."""
LINE_TIMEOUT_SECONDS = 120.0
"""For one line, by an engine that gives way to everything else."""
FAILURES_AT_MOST = 3
"""An engine that fails at a line may speak the next; one that fails at so many, one after the other, does not."""


class Storer:
    """Renders lines into a cache folder. Lives in a worker process of its own (`coach.worker`)."""

    def __init__(self, cache: PromptCache, factory: Callable[..., Any], *arguments: Any) -> None:
        """`factory(*arguments)` makes the engine, when the first line wants it."""
        os.nice(NICENESS)
        self._cache = cache
        self._recipe = (factory, arguments)

    def keep_only(self, keys: list[str]) -> None:
        """Remove what is not one of these prompts."""
        self._cache.keep_only(keys)

    def store(self, key: str, text: str, rate: float) -> str | None:
        """Render a line into the cache, unless it is there. Returns why no more can be kept, if that is so."""
        if self._cache.holds(key):
            return None
        samples = require_speech(self._engine.synthesise(text, rate), text, rate)  # or it would stay for ever
        try:
            self._cache.keep(key, samples)
        except DeviceError as full:
            return str(full)
        return None

    @cached_property
    def _engine(self) -> Any:
        factory, arguments = self._recipe
        return factory(*arguments)


class Storing:
    """Has lines stored, until all are or it is closed."""

    def __init__(self, voice: Worker, cache: PromptCache, texts: Mapping[str, str], rate: float) -> None:
        """`voice`: its engine is made a second time. `texts`: of all lines that are to be kept, by their keys."""
        factory, arguments = voice.recipe
        self._worker = Worker(f"{voice.name} for later", Storer, cache, factory, *arguments)
        self._cache = cache
        self._texts = texts
        self._rate = rate
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._store, name="storing prompts", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until all are stored that can be."""
        self._thread.join()

    def close(self) -> None:
        """Leave the rest for another time."""
        self._ended.set()
        self._worker.close()
        self._thread.join()

    def _store(self) -> None:
        """A line that cannot be rendered is told when it is to be spoken."""
        failures = 0
        try:
            self._worker.call("keep_only", list(self._texts), timeout_seconds=TIDY_TIMEOUT_SECONDS)
            for key, text in self._texts.items():
                if self._ended.is_set() or failures == FAILURES_AT_MOST:
                    break
                failures = 0 if self._store_line(key, text) else failures + 1
        except EngineError as failure:
            if not self._ended.is_set():
                self._cache.tell_once(str(failure))
        finally:
            self._worker.close()

    def _store_line(self, key: str, text: str) -> bool:
        """Whether the engine spoke it."""
        try:
            full = self._worker.call("store", key, text, self._rate, timeout_seconds=LINE_TIMEOUT_SECONDS)
        except DeviceError:
            return False
        if full:
            self._cache.tell_once(full)
            self._ended.set()
        return True
