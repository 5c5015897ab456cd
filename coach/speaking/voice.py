"""The coach's voice: recorded prompts, over prompts rendered ahead, over a speech engine in its worker process.

What a session renders stays in memory. Only `store`, at set-up, writes to the cache folder: a prompt may repeat what
a person said ("Did you say ...?"), and which prompts were rendered tells where a session went.
"""

import logging
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Literal

from coach.effects import Line
from coach.errors import CallerError
from coach.ports import Samples
from coach.sound.wav import read_sound
from coach.speaking.cache import PromptCache, key_of
from coach.speaking.espeak import Espeak, require_espeak
from coach.speaking.loudness import even_out
from coach.worker import Worker

ENGINE_TIMEOUT_SECONDS = 20.0
"""For one line. espeak-ng takes 0.01 s, Piper on a Raspberry Pi 4 up to three quarters of the line's own length."""
PREPARED_LINES = 64
"""How many lines are held ready in memory: 13 MB at three seconds a line."""

_log = logging.getLogger(__name__)


def open_voice(
    engine: Literal["espeak", "piper"],
    espeak_voice: str,
    piper_model: Path | None,
    cache_folder: Path | None,
    recordings_folder: Path | None,
) -> "PromptVoice":
    """The voice that the settings name; with `cache_folder` None nothing is kept on disk. Raises DeviceError."""
    if engine == "piper":
        from coach.speaking.piper import Piper, require_piper  # noqa: PLC0415 - an extra; only those who ask pay for it

        model = require_piper(piper_model)
        name, worker = f"piper {model.name}", Worker("piper", Piper, model)
    else:
        require_espeak()
        name, worker = f"espeak {espeak_voice}", Worker("espeak-ng", Espeak, espeak_voice)
    return PromptVoice(name, worker, PromptCache(cache_folder) if cache_folder else None, recordings_folder)


class PromptVoice:
    """Implements `coach.ports.Voice`."""

    def __init__(self, name: str, worker: Worker, cache: PromptCache | None, recordings_folder: Path | None) -> None:
        self.name = name
        self._worker = worker
        self._cache = cache
        self._recordings_folder = recordings_folder
        self._prepared: dict[str, Future[Samples]] = {}

    def render(self, line: Line, rate: float) -> Samples:
        """The sound of a line, at once if it was recorded, prepared or stored. Raises EngineError, DeviceError.

        A recorded line is spoken at its own rate.
        """
        recording = self._recording(line)
        if recording is not None:
            return recording
        key = key_of(self.name, rate, line.text)
        prepared = self._prepared.get(key)
        if prepared is not None and prepared.exception() is None:
            return prepared.result()
        stored = self._cache.find(key) if self._cache else None
        return stored if stored is not None else self._synthesise(line, rate)

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Render ahead, in the background and in memory. What fails here is tried again, and told, by `render`."""
        for line in lines:
            key = key_of(self.name, rate, line.text)
            if key not in self._prepared and not self._is_stored(key) and self._recording_path(line) is None:
                self._prepared[key] = self._worker.begin(
                    "synthesise", line.text, rate, timeout_seconds=ENGINE_TIMEOUT_SECONDS
                )
        for oldest in list(self._prepared)[:-PREPARED_LINES]:
            del self._prepared[oldest]

    def forget(self) -> None:
        """Drop what was rendered in memory."""
        self._prepared.clear()

    def store(self, line: Line, rate: float = 1.0) -> None:
        """Render a line of a pack into the cache folder, unless it is there. For set-up, never during a session."""
        if self._cache is None or self._recording_path(line) is not None:
            return
        key = key_of(self.name, rate, line.text)
        if not self._cache.is_whole(key):
            self._cache.keep(key, self._synthesise(line, rate))

    def close(self) -> None:
        """Let the engine go."""
        self._worker.close()

    def _is_stored(self, key: str) -> bool:
        return self._cache is not None and self._cache.holds(key)

    def _synthesise(self, line: Line, rate: float) -> Samples:
        samples: Samples = self._worker.call("synthesise", line.text, rate, timeout_seconds=ENGINE_TIMEOUT_SECONDS)
        return samples

    def _recording(self, line: Line) -> Samples | None:
        path = self._recording_path(line)
        if path is None:
            return None
        try:
            return even_out(read_sound(path))
        except CallerError as broken:
            _log.warning("%s The synthetic voice says this line instead.", broken)
            return None

    def _recording_path(self, line: Line) -> Path | None:
        if self._recordings_folder is None:
            return None
        path = self._recordings_folder / f"{line.id}.wav"
        return path if path.is_file() else None
