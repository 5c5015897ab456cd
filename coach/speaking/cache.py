"""Rendered prompts kept on disk, so that a slow voice need not speak the same line twice.

As Ogg Vorbis: the whole English pack (1304 prompts, 109 minutes) is 34 MB, as wav it was 210. Measured over it, a line
costs 18 ms of a desktop's processor to write and 3 to read. FLAC: 113 MB, 3 and 2 ms. Opus: 20 MB, but 284 and 15 ms,
which a small machine would feel in each reply.
"""

import hashlib
import json
import logging
import os
import re
import tempfile
import time
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import soundfile

from coach import __version__
from coach.errors import DeviceError
from coach.ports import Samples
from coach.sound.wav import decode, encode, write_whole

ENDING = ".ogg"
OURS = re.compile(r"[0-9a-f]{32}\.(ogg|wav)")
"""What we may remove. Earlier versions kept wav files."""
UNFINISHED = re.compile(r"\.[0-9a-f]{32}\.(ogg|wav)\.[0-9a-f]{8}\.unfinished")
"""Left behind by a power cut, unless another coach is writing it right now."""
UNFINISHED_SECONDS = 3600.0
MOST_BYTES = 100_000_000
"""Three times a whole pack."""
SET_ANOTHER = "Make room there, or set cache_folder to a folder that you may write to."
CHECKSUM_BYTES = 4
"""At the end of each file, after the sound: libsndfile reads a file that was cut off as a shorter sound."""

_log = logging.getLogger(__name__)


def key_of(voice: str, rate: float, text: str) -> str:
    """What a prompt is kept under. `voice` names engine and voice; our version stands for how we level and trim."""
    identity = json.dumps([__version__, voice, rate, text])
    return hashlib.sha256(identity.encode()).hexdigest()[:32]


class PromptCache:
    """A folder of Ogg files, named by key. Losing it costs only time; several coaches may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bytes: int | None = None
        self._told = False

    def holds(self, key: str) -> bool:
        """Whether there is a prompt under this key, whole or broken."""
        return os.path.exists(self._path(key))

    def is_just(self, keys: Collection[str]) -> bool:
        """Whether it holds these prompts, and no others of ours."""
        return {file.name for file in self._files() if OURS.fullmatch(file.name)} == {f"{key}{ENDING}" for key in keys}

    def find(self, key: str) -> Samples | None:
        """The kept prompt; None if there is none, or its file cannot be read. A broken one is removed."""
        path = self._path(key)
        try:
            return _opened(path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as unreadable:
            self.tell_once(f"{path}: cannot be read ({unreadable.strerror}).")
        except ValueError:
            _log.warning("%s: is broken, rendering the prompt again.", path)
            _remove(path)
        return None

    def require_writable(self) -> None:
        """Raises DeviceError where nothing can be kept, before anything is rendered to be kept."""
        with self._folder_made(), tempfile.TemporaryFile(dir=self.folder):
            pass

    def keep(self, key: str, samples: Samples) -> None:
        """Keep a prompt. Raises DeviceError on a full or read-only disk, and where the folder is as large as it may."""
        closed = _closed(samples)
        held_bytes = self._count_bytes() if self._bytes is None else self._bytes
        if held_bytes + len(closed) > MOST_BYTES:
            raise DeviceError(f"{self.folder}: holds as much as it may, {MOST_BYTES / 1e6:.0f} MB.", SET_ANOTHER)
        with self._folder_made():
            write_whole(self._path(key), closed)
        self._bytes = held_bytes + len(closed)

    def tell_once(self, reason: str) -> None:
        """Warn, however often it happens: a session goes on without kept prompts."""
        if not self._told:
            self._told = True
            _log.warning("Prompts are not kept, so they take longer to speak. %s", reason)

    def keep_only(self, keys: Collection[str]) -> None:
        """Remove prompts that no line has any more, or that another voice spoke; and what was never finished."""
        wanted = {f"{key}{ENDING}" for key in keys}
        for file in self._files():
            unwanted = OURS.fullmatch(file.name) and file.name not in wanted
            if unwanted or (UNFINISHED.fullmatch(file.name) and _age_seconds(file) > UNFINISHED_SECONDS):
                _remove(file)

    @contextmanager
    def _folder_made(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            yield
        except OSError as failure:
            raise DeviceError(f"{self.folder}: cannot be written to ({failure.strerror}).", SET_ANOTHER) from None

    def _count_bytes(self) -> int:
        return sum(_size(file) for file in self._files() if OURS.fullmatch(file.name))

    def _files(self) -> list[Path]:
        try:
            return list(self.folder.iterdir())
        except OSError:  # not there yet, or not ours to look into: `require_writable` tells of it
            return []

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{ENDING}"


def _closed(samples: Samples) -> bytes:
    sound = encode(samples, ENDING)
    return sound + zlib.crc32(sound).to_bytes(CHECKSUM_BYTES, "little")


def _opened(closed: bytes) -> Samples:
    """Raises ValueError for what is not as it was written."""
    sound, checksum = closed[:-CHECKSUM_BYTES], closed[-CHECKSUM_BYTES:]
    if not sound or zlib.crc32(sound).to_bytes(CHECKSUM_BYTES, "little") != checksum:
        raise ValueError("checksum")
    try:
        return decode(sound)
    except soundfile.SoundFileError as unreadable:
        raise ValueError("sound") from unreadable


def _remove(path: Path) -> None:
    """If it may be; another coach may have done it."""
    try:
        path.unlink(missing_ok=True)
    except OSError as failure:
        _log.info("%s: stays (%s).", path, failure.strerror)


def _age_seconds(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:  # finished, or removed by another coach
        return 0.0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # removed by another coach
        return 0
