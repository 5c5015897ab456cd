"""Keeps C libraries off the terminal: ALSA, PortAudio and Kaldi write to standard error what we tell in one line."""

import contextlib
import os
from collections.abc import Iterator


@contextlib.contextmanager
def hushed() -> Iterator[None]:
    """Meanwhile nothing reaches this process's standard error, not even from C."""
    kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)
