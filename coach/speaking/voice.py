"""The coach's voice: recorded prompts, over the pack's own sounds, over prompts rendered ahead, over a speech engine in
its worker process.

What a session renders stays in memory: a prompt may repeat what a person said ("Did you say ...?"), and which prompts
were rendered tells where a session went. Only `store` writes to the cache folder: every line of a pack, in its order.
"""

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from coach.effects import Line
from coach.errors import CallerError, DeviceError
from coach.ports import Samples
from coach.sound.wav import read_sound
from coach.speaking.cache import PromptCache, key_of
from coach.speaking.loudness import even_out
from coach.speaking.pack_sounds import PackSounds
from coach.speaking.plausibility import ImplausibleSound, require_speech
from coach.speaking.storing import Storing
from coach.speaking.voices import Engine

PREPARED_LINES = 64
"""How many lines are held ready in memory: 13 MB at three seconds a line."""

_log = logging.getLogger(__name__)


class PromptVoice:
    """Implements `coach.ports.Voice`."""

    def __init__(
        self,
        engine: Engine,
        cache: PromptCache | None,
        recordings_folder: Path | None,
        sounds: PackSounds | None = None,
    ) -> None:
        """`cache`: None where nothing is kept on disk. `sounds`: what was spoken once for everybody.

        An engine that takes longer for a line than it may is replaced. Threads may ask at the same time.
        """
        self.name = f"{sounds.voice}, {engine.name}" if sounds and sounds.voice != engine.name else engine.name
        self._engine = engine
        self._worker = engine.worker
        self._cache = cache
        self._recordings_folder = recordings_folder
        self._sounds = sounds
        self._remembering = threading.Lock()
        self._held: dict[str, Samples] = {}
        self._prepared: dict[str, Future[Samples]] = {}
        self._preparing = ThreadPoolExecutor(1, "preparing prompts")
        self._storing: Storing | None = None

    def render(self, line: Line, rate: float) -> Samples:
        """The sound of a line, at once if it is ready. Raises EngineError, DeviceError.

        Else it passes those that wait to be prepared, and waits for one at most.
        """
        ready = self.ready(line, rate)
        if ready is not None:
            return ready
        key = self._key(line.text, rate)
        prepared = self._prepared.get(key)
        # What has not been begun is not waited for: others would go before it.
        if prepared is not None and not prepared.cancel() and prepared.exception() is None:
            return prepared.result()
        samples = self._synthesise(line.text, rate)
        self._remember(key, _done(samples))
        return samples

    def ready(self, line: Line, rate: float) -> Samples | None:
        """The sound of a line that was recorded, held, prepared, shipped or stored. A recorded one has its own rate."""
        recording = self._recording(line)
        if recording is not None:
            return recording
        key = self._key(line.text, rate)
        if key in self._held:
            return self._held[key]
        prepared = self._prepared.get(key)
        if prepared is not None and _spoken(prepared):
            return prepared.result()
        shipped = self._sounds.find(line.text, rate) if self._sounds else None
        return self._cache.find(key) if shipped is None and self._cache else shipped

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Render ahead, in the background and in memory. What fails here is tried again, and told, by `render`."""
        for line in lines:
            key = self._key(line.text, rate)
            if not self._is_at_hand(key) and not self._is_spoken(line):
                self._remember(key, self._preparing.submit(self._synthesise, line.text, rate))

    def forget(self) -> None:
        """Drop what was rendered in memory; the engine's process begins anew."""
        with self._remembering:
            for prepared in self._prepared.values():
                prepared.cancel()
            self._prepared.clear()
        self._worker.renew()

    def hold(self, lines: Sequence[Line], rate: float = 1.0) -> None:
        """Render lines of a pack and keep them in memory: they come at once, whatever disk and engine do meanwhile.

        Raises EngineError, DeviceError.
        """
        self._held |= {
            self._key(line.text, rate): self.render(line, rate) for line in lines if self._recording_path(line) is None
        }

    def store(self, lines: Sequence[Line], rate: float = 1.0) -> None:
        """Have these lines of a pack rendered into the cache folder, in the background; no others stay in there."""
        if self._cache is None or self._storing is not None:
            return
        texts = {self._key(line.text, rate): line.text for line in lines if not self._is_spoken(line)}
        if self._cache.is_just(texts):
            return
        try:
            self._cache.require_writable()
        except DeviceError as failure:
            self._cache.tell_once(str(failure))
        else:
            self._storing = Storing(self._worker, self._cache, texts, rate)

    def wait_until_stored(self) -> None:
        """Until the cache holds what it can. For set-up, never during a session."""
        if self._storing is not None:
            self._storing.wait()

    def close(self) -> None:
        """Let the engine go."""
        self._preparing.shutdown(wait=False, cancel_futures=True)
        if self._storing is not None:
            self._storing.close()
        self._worker.close()

    def _is_at_hand(self, key: str) -> bool:
        prepared = self._prepared.get(key)
        is_prepared = prepared is not None and not prepared.cancelled()
        return key in self._held or is_prepared or (self._cache is not None and self._cache.holds(key))

    def _is_spoken(self, line: Line) -> bool:
        """Whether somebody spoke it, so that nothing has to be rendered."""
        return self._recording_path(line) is not None or (self._sounds is not None and self._sounds.has(line.text))

    def _key(self, text: str, rate: float) -> str:
        return key_of(self._engine.name, rate, text)

    def _remember(self, key: str, samples: "Future[Samples]") -> None:
        with self._remembering:
            self._prepared[key] = samples
            for oldest in list(self._prepared)[:-PREPARED_LINES]:
                self._prepared.pop(oldest).cancel()

    def _synthesise(self, text: str, rate: float) -> Samples:
        """An engine that gives what cannot be the line fails, and is asked once more."""
        try:
            return self._ask(text, rate)
        except ImplausibleSound:
            return self._ask(text, rate)

    def _ask(self, text: str, rate: float) -> Samples:
        sound = self._worker.call("synthesise", text, rate, timeout_seconds=self._engine.timeout_seconds)
        return require_speech(sound, text, rate)

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


def _spoken(prepared: "Future[Samples]") -> bool:
    return prepared.done() and not prepared.cancelled() and prepared.exception() is None


def _done(samples: Samples) -> "Future[Samples]":
    done: Future[Samples] = Future()
    done.set_result(samples)
    return done
