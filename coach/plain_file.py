"""Plain files, read without trust in what a name leads to, and written so that a power cut leaves the old or the new.

A pipe would keep its reader waiting, a device may never end, and a file of the system's own may say that it is empty
and bring gigabytes. So whatever reads a file whole reads a plain one, and at most so many bytes of it.
"""

import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO


def read(path: Path, most_bytes: int) -> bytes:
    """What is in a plain file. Raises OSError, also for what is no file and what is larger."""
    with os.fdopen(_opened(path), "rb") as file:
        return at_most(file, most_bytes, path)


def read_text(path: Path, most_bytes: int) -> str:
    """The same as text in UTF-8, every line ended by a newline alone. Raises OSError, UnicodeDecodeError."""
    return read(path, most_bytes).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def at_most(file: BinaryIO, most_bytes: int, path: Path) -> bytes:
    """All that is left in an open file. Raises OSError where that is more."""
    content = file.read(most_bytes + 1) or b""  # nothing at all: a file of the kernel's that has no news
    if len(content) > most_bytes:
        raise OSError(errno.EFBIG, f"it is larger than {most_bytes} bytes", str(path))
    return content


def write(path: Path, content: bytes) -> None:
    """Replace a file in one go, its folder made where there is none. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as folder:
        new = Path(folder) / "new"
        with new.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # before the rename: a power cut after it must not find an empty file
        new.replace(path)


def _opened(path: Path) -> int:
    if not stat.S_ISREG(os.stat(path).st_mode):  # before it is opened: that alone starts some devices
        raise OSError(errno.EINVAL, "it is no file", str(path))
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
