"""Microphone and loudspeaker in a process of their own, which may be led to another sound card by its environment.

PortAudio and ALSA look around once a process. Tests drive the real adapters from afar, through the same ports.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from coach.ports import Samples
from coach.sound import devices
from coach.sound.loudspeaker import PortAudioLoudspeaker
from coach.sound.microphone import PortAudioMicrophone
from coach.sound.volume import Volume
from coach.worker import Worker

PATIENCE_SECONDS = 60.0
MOST_FRAMES = 400
"""Give up after so many frames: 13 s."""


class _Studio:
    """What lives in the process."""

    def __init__(self) -> None:
        self._parts: dict[str, Any] = {}

    def open(self, part: str, device_name: str | None) -> str:
        kind = {"microphone": PortAudioMicrophone, "loudspeaker": PortAudioLoudspeaker}[part]
        if part in self._parts:
            self._parts[part].close()
        self._parts[part] = kind(device_name)
        return str(self._parts[part].name)

    def ask(self, part: str, method: str, *arguments: Any) -> Any:
        answer = getattr(self._parts[part], method)
        return answer(*arguments) if callable(answer) else answer

    def names(self, direction: devices.Direction) -> list[str]:
        return devices.names(direction)

    def look_again(self) -> None:
        devices.look_again()

    def choose(self, direction: devices.Direction, name: str | None) -> devices.Device:
        return devices.choose(direction, name)

    def record_at_steps(self, samples: Samples, presses: list[int]) -> list[Samples]:
        """What the microphone hears after louder was pressed so often, by somebody who begins anew each time."""
        volume = Volume(softest_decibels=-6, loudest_decibels=18, step_decibels=3)
        self._parts["loudspeaker"].close()
        self._parts["loudspeaker"] = PortAudioLoudspeaker(volume=volume)
        heard = []
        for times in presses:
            volume.begin_anew()
            for _ in range(times):
                volume.louder()
            heard.append(self.record_while_playing(samples))
        return heard

    def record_while_playing(self, samples: Samples, stop_after_frames: int | None = None) -> Samples:
        """What the microphone hears from now until the loudspeaker has been quiet for half a second."""
        microphone, loudspeaker = self._parts["microphone"], self._parts["loudspeaker"]
        loudspeaker.play(samples)
        frames: list[Samples] = []
        quiet = 0
        while quiet < 16 and len(frames) < MOST_FRAMES:
            frame = microphone.read()
            frames.append(frame if frame is not None else np.zeros(0, np.float32))
            quiet = 0 if loudspeaker.sounding else quiet + 1
            if len(frames) == stop_after_frames:
                loudspeaker.stop()
        return np.concatenate(frames)


class Studio:
    """The process, and the ports as seen from here."""

    def __init__(self) -> None:
        """The process begins with the environment that holds now."""
        self._worker = Worker("studio", _Studio)

    def call(self, method: str, *arguments: Any) -> Any:
        """One method of what lives in the process."""
        return self._worker.call(method, *arguments, timeout_seconds=PATIENCE_SECONDS)

    def microphone(self, device_name: str | None = None) -> "RemoteMicrophone":
        """Open a microphone there."""
        return RemoteMicrophone(self.call("open", "microphone", device_name), self.call)

    def loudspeaker(self, device_name: str | None = None) -> "RemoteLoudspeaker":
        """Open a loudspeaker there."""
        return RemoteLoudspeaker(self.call("open", "loudspeaker", device_name), self.call)

    def close(self) -> None:
        """End the process."""
        self._worker.close()


class RemoteMicrophone:
    """The studio's microphone."""

    late_seconds = 0.0

    def __init__(self, name: str, call: Callable[..., Any]) -> None:
        self.name = name
        self._call = call

    def read(self) -> Samples | None:
        """As `coach.ports.Microphone` says."""
        frame: Samples | None = self._call("ask", "microphone", "read")
        return frame

    def close(self) -> None:
        """Let the device go."""
        self._call("ask", "microphone", "close")


class RemoteLoudspeaker:
    """The studio's loudspeaker."""

    def __init__(self, name: str, call: Callable[..., Any]) -> None:
        self.name = name
        self._call = call

    def play(self, samples: Samples) -> None:
        """As `coach.ports.Loudspeaker` says."""
        self._call("ask", "loudspeaker", "play", samples)

    def stop(self) -> None:
        """As `coach.ports.Loudspeaker` says."""
        self._call("ask", "loudspeaker", "stop")

    @property
    def sounding(self) -> bool:
        """As `coach.ports.Loudspeaker` says."""
        return bool(self._call("ask", "loudspeaker", "sounding"))

    def close(self) -> None:
        """Let the device go."""
        self._call("ask", "loudspeaker", "close")
