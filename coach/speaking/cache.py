"""Rendered prompts kept on disk, so that a slow voice need not speak the same line twice."""

import hashlib
import json
import logging
import struct
from pathlib import Path

from coach import __version__
from coach.errors import CallerError, DeviceError
from coach.ports import Samples
from coach.sound.wav import read_sound, write_sound

RIFF = struct.Struct("<4sI")
"""How a wav file begins: its name, and how many bytes follow (Microsoft and IBM 1991, "Multimedia Programming")."""
EMPTY_BYTES = 44
"""A wav file without sound."""

_log = logging.getLogger(__name__)


def key_of(voice: str, rate: float, text: str) -> str:
    """What a prompt is kept under. `voice` names engine and voice; our version stands for how we level and trim."""
    identity = json.dumps([__version__, voice, rate, text])
    return hashlib.sha256(identity.encode()).hexdigest()[:32]


class PromptCache:
    """A folder of wav files, named by key. Losing it costs only time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writable = True

    def holds(self, key: str) -> bool:
        """Whether there is a prompt under this key, whole or broken."""
        return self._path(key).exists()

    def is_whole(self, key: str) -> bool:
        """Whether there is a prompt under this key that is as long as its own header says. Reads no more than that."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                name, size_bytes = RIFF.unpack(file.read(RIFF.size))
            return bool(name == b"RIFF" and size_bytes + RIFF.size == path.stat().st_size > EMPTY_BYTES)
        except (OSError, struct.error):
            return False

    def find(self, key: str) -> Samples | None:
        """The kept prompt; None if there is none, or its file is broken."""
        path = self._path(key)
        if not path.exists():
            return None
        try:
            return read_sound(path)
        except CallerError:
            _log.warning("%s: is broken, rendering the prompt again.", path)
            return None

    def keep(self, key: str, samples: Samples) -> None:
        """Keep a prompt. On a full or read-only disk: warn once, and do without."""
        if not self._writable:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_sound(self._path(key), samples)
        except (DeviceError, OSError) as failure:
            self._writable = False
            _log.warning("Prompts are not kept, so they take longer to speak: %s", failure)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.wav"
