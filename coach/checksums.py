"""Checksums of files, and those that were computed before: reading a model anew at every start would make people wait.

A file is taken for the one that it was while all is the same that the disk tells of it. One that was changed only just
now is not remembered: it could change again within the same tick of the disk's clock.
"""

import hashlib
import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pydantic import Field

from coach import document, plain_file
from coach.document import Checked
from coach.errors import AuthorError

SETTLED_SECONDS = 3.0
"""FAT counts in two."""


def sha256(path: Path) -> str:
    """A file's checksum, read now. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Known(Checked):
    """A file whose checksum was computed."""

    seen: list[int]
    """Inode, size in bytes, and when its content and anything of it last changed, in nanoseconds."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Note(Checked):
    """What is known, by the files' paths."""

    files: dict[str, Known]


class Remembered:
    """Checksums that are kept in a note. Where there is none, or it cannot be written, each is computed anew."""

    def __init__(self, note: Path, now: Callable[[], float] = time.time) -> None:
        self._note = note
        self._now = now
        self._known: dict[str, Known] = {}
        with suppress(AuthorError):  # none yet, or torn: then nothing is known
            self._known = document.read(note, Note).content.files

    def sha256(self, path: Path) -> str:
        """A file's checksum: the one that is known, where the file is still the same. Raises OSError."""
        status = path.stat()
        seen = [status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]
        known = self._known.get(str(path.absolute()))
        if known and known.seen == seen:
            return known.sha256
        checksum = sha256(path)
        if status.st_ctime < self._now() - SETTLED_SECONDS:
            self._known[str(path.absolute())] = Known(seen=seen, sha256=checksum)
            self._keep()
        return checksum

    def _keep(self) -> None:
        files = {name: known.model_dump() for name, known in self._known.items()}
        with suppress(OSError):  # a full disk, somebody else's folder: the next start takes a moment longer
            plain_file.write(self._note, json.dumps({"files": files}, indent=1).encode())
