"""One coach at a time on the same sound devices: two would answer each other.

The claim is a socket's name in Linux's abstract namespace: no file is written, nobody can be spoken to by it, and it
ends with the process, however that ends.
"""

import hashlib
import os
import socket

from coach.errors import DeviceError

CLAIM = "craving-coach "
SOUND_SERVER = "PULSE_SERVER"
"""Names another sound server, which has other devices."""


class Claim:
    """Holds the devices of these names, or the default ones, until it is closed."""

    def __init__(self, loudspeaker_name: str | None, microphone_name: str | None) -> None:
        """Raises DeviceError where another coach of this user has them."""
        self._socket = socket.socket(socket.AF_UNIX)
        held = (os.getuid(), os.environ.get(SOUND_SERVER), loudspeaker_name, microphone_name)
        name = hashlib.sha256(repr(held).encode()).hexdigest()  # any user of the machine can read it
        try:
            self._socket.bind(f"\0{CLAIM}{name}")
        except OSError as taken:
            self._socket.close()
            raise DeviceError(
                "Another coach talks on these sound devices.", "End it first, or start `coach run --typed`."
            ) from taken

    def close(self) -> None:
        """Let others have them."""
        self._socket.close()
