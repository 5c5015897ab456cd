"""The loudspeaker, through PortAudio. Silence is played all the while, so that a prompt starts and stops at once."""

import threading
import time
from typing import Any

import numpy as np

from coach.errors import DeviceError
from coach.hush import hushed
from coach.ports import RATE_HERTZ, Samples
from coach.sound import devices
from coach.sound.delay import MOST_SECONDS
from coach.sound.volume import Volume, fade_between
from coach.sound.wav import resample

BLOCK_SECONDS = 0.02
"""Silence in blocks of 10 ms cost 5 % of a core behind PulseAudio, in blocks of 20 ms half of that."""
LATENCY_SECONDS = 0.03
"""Asked of the device, which holds two blocks: they are heard after `stop`, and 50 ms are allowed."""
FADE_SECONDS = 0.01
"""How fast sound ends on `stop`: without a click."""


class Tape:
    """Sound waiting to be played, at the device's rate. Filled by one thread, emptied by another."""

    def __init__(self, fade_samples: int) -> None:
        self._fade_samples = fade_samples
        self._waiting: list[Samples] = []
        self._lock = threading.Lock()

    def append(self, samples: Samples) -> None:
        """Add to the end. Nothing may exceed full scale."""
        with self._lock:
            self._waiting.append(np.clip(samples, -1.0, 1.0).astype(np.float32))

    def take(self, count: int) -> Samples:
        """The next samples, at most `count`."""
        with self._lock:
            return self._take(count)

    def cut(self) -> None:
        """Drop everything but a short fade-out."""
        with self._lock:  # all the while: the other thread would play what comes after the fade-out before it
            ending = self._take(self._fade_samples)
            self._waiting = [ending * np.linspace(1.0, 0.0, len(ending), dtype=np.float32)] if ending.size else []

    @property
    def empty(self) -> bool:
        """Whether nothing is waiting."""
        with self._lock:
            return not any(part.size for part in self._waiting)

    def _take(self, count: int) -> Samples:
        taken: list[Samples] = []
        while self._waiting and count > 0:
            first = self._waiting.pop(0)
            taken.append(first[:count])
            if len(first) > count:
                self._waiting.insert(0, first[count:])
            count -= len(taken[-1])
        return np.concatenate(taken) if taken else np.zeros(0, dtype=np.float32)


class PortAudioLoudspeaker:
    """Implements `coach.ports.Loudspeaker`."""

    def __init__(self, device_name: str | None = None, volume: Volume | None = None) -> None:
        """Open the device of that name, or the default one. `volume` holds at once. Raises DeviceError."""
        device = devices.choose("output", device_name)
        sounddevice = devices.portaudio()
        self.name = device.name
        self.underflows = 0
        self._rate_hertz = device.rate_hertz
        self._tape = Tape(round(device.rate_hertz * FADE_SECONDS))
        self._volume = volume or Volume()
        self._factor = self._volume.factor
        self._last_sound_seconds = 0.0
        try:
            with hushed():
                self._stream = sounddevice.OutputStream(
                    device=device.index,
                    samplerate=device.rate_hertz,
                    blocksize=round(device.rate_hertz * BLOCK_SECONDS),
                    latency=LATENCY_SECONDS,
                    channels=device.channels,
                    dtype="float32",
                    callback=self._send,
                )
                self._stream.start()
        except sounddevice.PortAudioError as failure:
            raise DeviceError(
                f"The loudspeaker {self.name!r} cannot be opened ({failure}).", "Unplug it and plug it in again."
            ) from failure

    def play(self, samples: Samples) -> None:
        """Play these samples after those that are still to be played. Raises DeviceError when lost."""
        if not self._stream.active:
            raise DeviceError(f"The loudspeaker {self.name!r} is gone.", "Plug it in again.")
        self._tape.append(resample(samples, RATE_HERTZ, self._rate_hertz))

    def stop(self) -> None:
        """Be quiet within 50 ms; drop what was still to be played."""
        self._tape.cut()

    @property
    def sounding(self) -> bool:
        """Whether anything is still being played: also what the device holds but has not played yet."""
        return self._stream.active and (not self._tape.empty or time.monotonic() < self._last_sound_seconds)

    def close(self) -> None:
        """Let the device go."""
        self._stream.close()

    def _send(self, block: Any, frames: int, moments: Any, status: Any) -> None:
        """Runs in PortAudio's thread."""
        if status:
            self.underflows += 1
        samples = self._tape.take(frames)
        block[len(samples) :] = 0.0
        if not len(samples):
            return  # a hundred times a second, all the while that somebody is listened to
        before, self._factor = self._factor, self._volume.factor
        block[: len(samples), :] = fade_between(samples, before, self._factor)[:, np.newaxis]
        told_seconds = min(MOST_SECONDS, moments.outputBufferDacTime - moments.currentTime)
        held_seconds = max(self._stream.latency, told_seconds)
        self._last_sound_seconds = time.monotonic() + held_seconds + len(samples) / self._rate_hertz
