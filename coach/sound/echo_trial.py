"""Says a line aloud and listens: how loud does the coach come back into the microphone?"""

from collections.abc import Callable

import numpy as np

from coach.ports import FRAME_SECONDS, RATE_HERTZ, Loudspeaker, Microphone, Samples
from coach.sound.echo import echo_level_db
from coach.sound.loudspeaker import PortAudioLoudspeaker
from coach.sound.microphone import PortAudioMicrophone
from coach.worker import Worker

TRIAL_SECONDS = 40.0
SETTLE_SECONDS = 1.0


def echo_of(line: Samples, find_devices: Callable[[], tuple[str | None, str | None]]) -> float:
    """Say a line aloud twice, and measure how loud it comes back, in dB against what was played. Raises DeviceError.

    `find_devices`: gives the names of loudspeaker and microphone. It is called in a process of its own: the sound
    system leads a process to its devices once, when it opens the first.
    """
    worker = Worker("The echo test", _Devices, find_devices)
    try:
        echo_db: float = worker.call("measure", line, timeout_seconds=TRIAL_SECONDS)
        return echo_db
    finally:
        worker.close()


def measure(line: Samples, loudspeaker: Loudspeaker, microphone: Microphone) -> float:
    """The louder of two times: the first may wake a loudspeaker that sleeps."""
    room = record(microphone, SETTLE_SECONDS)
    echoes_db = []
    for _ in range(2):
        loudspeaker.play(line)
        echoes_db.append(echo_level_db(line, record(microphone, len(line) / RATE_HERTZ + SETTLE_SECONDS), room))
    return max(echoes_db)


def record(microphone: Microphone, seconds: float) -> Samples:
    """What a microphone gives in this time."""
    frames = [microphone.read() for _ in range(round(seconds / FRAME_SECONDS))]
    return np.concatenate([frame for frame in frames if frame is not None] or [np.zeros(0, np.float32)])


class _Devices:
    """Loudspeaker and microphone, in the process that measures."""

    def __init__(self, find_devices: Callable[[], tuple[str | None, str | None]]) -> None:
        loudspeaker_name, microphone_name = find_devices()
        self._microphone = PortAudioMicrophone(microphone_name)
        self._loudspeaker = PortAudioLoudspeaker(loudspeaker_name)

    def measure(self, line: Samples) -> float:
        return measure(line, self._loudspeaker, self._microphone)
