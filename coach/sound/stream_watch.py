"""Where the sound server takes this process's recording from, looked at beside the session.

When a microphone is unplugged PulseAudio moves whoever records from it to another source; where there is none, to what
the loudspeaker plays. That never starves, and nobody would be heard again.
"""

import threading
from collections.abc import Callable

from coach.sound import server

LOOK_SECONDS = 1.0
"""Between two looks. One takes a few milliseconds, and far longer while the server is being restarted."""


class StreamWatch:
    """Looks until it is closed. `moved`: what is recorded now is what a loudspeaker plays, and was not at first."""

    def __init__(self, look: Callable[[], bool] = server.records_a_loudspeaker) -> None:
        self.moved = False
        self._look = look
        self._closed = threading.Event()
        if look():
            return  # somebody has chosen so
        threading.Thread(target=self._watch, name="watching the microphone", daemon=True).start()

    def close(self) -> None:
        """Look no more."""
        self._closed.set()

    def _watch(self) -> None:
        while not self._closed.wait(LOOK_SECONDS):
            self.moved = self._look()
