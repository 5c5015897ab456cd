"""Says a line aloud and listens: how loud does the coach come back into the microphone, and how late?"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from coach.errors import DeviceError
from coach.ports import FRAME_SECONDS, RATE_HERTZ, Loudspeaker, Microphone, Samples
from coach.sound.delay import delay_seconds
from coach.sound.echo import echo_level_db, powers
from coach.sound.loudspeaker import PortAudioLoudspeaker
from coach.sound.microphone import PortAudioMicrophone
from coach.worker import Worker

TRIAL_SECONDS = 40.0
SETTLE_SECONDS = 1.0
STARVED_READS = 16
"""Half-second reads without sound, in a row, after which no more is waited for."""


@dataclass(frozen=True)
class Echo:
    """How loud a line comes back, in dB against what was played, and how late, where that is clear."""

    level_db: float
    delay_seconds: float | None


def echo_of(line: Samples, find_devices: Callable[[], tuple[str | None, str | None]]) -> Echo:
    """Say a line aloud twice, and measure how it comes back. Raises DeviceError.

    `find_devices`: gives the names of loudspeaker and microphone. It is called in a process of its own: the sound
    system leads a process to its devices once, when it opens the first.
    """
    worker = Worker("The echo test", _Devices, find_devices)
    try:
        echo: Echo = worker.call("measure", line, timeout_seconds=TRIAL_SECONDS)
        return echo
    finally:
        worker.close()


def measure(line: Samples, loudspeaker: Loudspeaker, microphone: Microphone) -> Echo:
    """The louder of two times: the first may wake a loudspeaker that sleeps. Raises DeviceError for a dead microphone.

    A microphone that gives the same value all the while would not hear a loudspeaker either.
    """
    room = record(microphone, SETTLE_SECONDS)
    played = np.pad(line, (0, round(SETTLE_SECONDS * RATE_HERTZ)))
    heard = []
    for _ in range(2):
        loudspeaker.play(line)
        heard.append(record(microphone, len(played) / RATE_HERTZ))
    if not any(map(np.ptp, [room, *heard])):
        raise DeviceError(f"The microphone {microphone.name!r} gives nothing but silence.", "Is it muted?")
    late_seconds = delay_seconds(powers(np.resize(played, sum(map(len, heard)))), powers(np.concatenate(heard)))
    return Echo(max(echo_level_db(line, sound, room) for sound in heard), late_seconds)


def record(microphone: Microphone, seconds: float) -> Samples:
    """So much of what a microphone gives, from its first frame on. Raises DeviceError where no more comes.

    Microphones begin late: a null sink after half a second, a Bluetooth headset after several.
    """
    frames: list[Samples] = []
    starved_reads = 0
    while len(frames) < round(seconds / FRAME_SECONDS):
        frame = microphone.read()
        if frame is not None:
            frames.append(frame)
        starved_reads = 0 if frame is not None else starved_reads + 1
        if starved_reads >= STARVED_READS:
            raise DeviceError(
                f"The microphone {microphone.name!r} can be opened, but no sound comes from it.",
                "Unplug it and plug it in again, or choose another one.",
            )
    return np.concatenate(frames)


class _Devices:
    """Loudspeaker and microphone, in the process that measures."""

    def __init__(self, find_devices: Callable[[], tuple[str | None, str | None]]) -> None:
        loudspeaker_name, microphone_name = find_devices()
        self._microphone = PortAudioMicrophone(microphone_name)
        self._loudspeaker = PortAudioLoudspeaker(loudspeaker_name)

    def measure(self, line: Samples) -> Echo:
        return measure(line, self._loudspeaker, self._microphone)
