"""Where the sound server lets this process's streams come from and go to, looked at beside the session.

When a microphone is unplugged PulseAudio moves whoever records from it to another source; where there is none, to what
the loudspeaker plays. That never starves, and nobody would be heard again. When the last loudspeaker is unplugged, who
plays to it plays to one that is made up, and nobody hears the coach.
"""

import threading
from collections.abc import Callable, Iterator

AGAIN_SECONDS = 1.0
"""Until a sound server that went is asked again: it is being restarted, which takes a while."""


class StreamWatch:
    """Looks until it is closed. `moved`: the stream is where nobody wants it, and was not at first."""

    def __init__(self, look: Callable[[], Iterator[bool]]) -> None:
        """`look`: whether the stream is there, and again whenever that may have changed, until nobody can tell any
        more. One that is so at first is left in peace.
        """
        self.moved = False
        self._look = look
        self._closed = threading.Event()
        if next(look(), False):
            return  # somebody has chosen so
        threading.Thread(target=self._watch, name="watching a stream", daemon=True).start()

    def close(self) -> None:
        """Look no more."""
        self._closed.set()

    def _watch(self) -> None:
        while not self._closed.wait(AGAIN_SECONDS):
            for moved in self._look():
                if self._closed.is_set():
                    return
                self.moved = moved
            self.moved = False  # nobody can tell any more
