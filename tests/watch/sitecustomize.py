"""Put on PYTHONPATH, this notes every file that a process and its workers open for writing, and every connection.

Python runs a module of this name at its start, in spawned workers too. See tests/test_privacy.py.
"""

import os
import sys

_log = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        os.write(_log, f"write {arguments[0]}\n".encode())
    elif event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        os.write(_log, f"{event} {arguments[1:]}\n".encode())


sys.addaudithook(_watch)
