"""The microphone, through PortAudio: frames of 512 samples at 16 kHz, whatever the device's own rate is."""

import queue
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import soxr

from coach.errors import DeviceError
from coach.hush import hushed
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Samples
from coach.sound import devices

STARVED_SECONDS = 0.5
"""How long `read` waits for sound."""
HELD_SECONDS = 15.0
"""How much sound waits for a reader that is late; after that the oldest is dropped."""

_HELD_BLOCKS = round(HELD_SECONDS / FRAME_SECONDS)


class PortAudioMicrophone:
    """Implements `coach.ports.Microphone`. Records from the moment it is made.

    `overflows` counts the blocks that were lost, by the device or because nobody read them in time.
    """

    def __init__(self, device_name: str | None = None) -> None:
        """Open the device of that name, or the default one. Raises DeviceError."""
        device = devices.choose("input", device_name)
        sounddevice = devices.portaudio()
        self.name = device.name
        self.overflows = 0
        self.late_seconds = 0.0
        self._blocks: queue.Queue[tuple[Samples, float]] = queue.Queue(_HELD_BLOCKS)
        self._resample = _resampler(device.rate_hertz)
        self._rest: Samples = np.zeros(0, dtype=np.float32)
        try:
            with hushed():
                self._stream = sounddevice.InputStream(
                    device=device.index,
                    samplerate=device.rate_hertz,
                    blocksize=round(device.rate_hertz * FRAME_SECONDS),
                    channels=device.channels,
                    dtype="float32",
                    callback=self._receive,
                )
                self._stream.start()
        except sounddevice.PortAudioError as failure:
            raise DeviceError(
                f"The microphone {self.name!r} cannot be opened ({failure}).", "Unplug it and plug it in again."
            ) from failure

    def read(self) -> Samples | None:
        """The next frame, waiting for it; None if none came for half a second. Raises DeviceError when lost."""
        while len(self._rest) < FRAME_SAMPLES:
            try:
                block, captured_seconds = self._blocks.get(timeout=STARVED_SECONDS)
            except queue.Empty:
                if not self._stream.active:
                    raise DeviceError(f"The microphone {self.name!r} is gone.", "Plug it in again.") from None
                self.late_seconds = 0.0
                return None
            self._rest = np.concatenate([self._rest, self._resample(block)])
            self.late_seconds = time.monotonic() - captured_seconds
        frame, self._rest = self._rest[:FRAME_SAMPLES], self._rest[FRAME_SAMPLES:]
        return frame

    def close(self) -> None:
        """Let the device go."""
        self._stream.close()

    def _receive(self, block: Any, frames: int, moments: Any, status: Any) -> None:
        """Runs in PortAudio's thread: copies and counts, nothing else, or the device overflows."""
        if status:
            self.overflows += 1
        captured = block.mean(axis=1), time.monotonic()  # a new array: PortAudio takes its own back
        try:
            self._blocks.put_nowait(captured)
        except queue.Full:
            self.overflows += 1
            self._blocks.get_nowait()
            self._blocks.put_nowait(captured)


def _resampler(rate_hertz: int) -> Callable[[Samples], Samples]:
    """From a device's rate to ours, one block after the other."""
    if rate_hertz == RATE_HERTZ:
        return lambda block: block
    stream = soxr.ResampleStream(rate_hertz, RATE_HERTZ, 1, dtype="float32")
    resample: Callable[[Samples], Samples] = stream.resample_chunk
    return resample
