"""The simulated room: a microphone, a loudspeaker and a clock on one timeline that is counted in frames.

Reading a frame is what makes time pass, 32 ms each, so a session in the room runs as fast as the machine can think and
comes out the same every time. The microphone hears the person, the noise of the room, and the coach leaking back.

    person  --speak()--> |               |
    noise   -----------> | microphone    | --read()--> ear
    coach   --play()---> | (echo, late)  |
"""

import math
from collections import deque
from collections.abc import Sequence

import numpy as np

from coach.errors import DefectError
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Samples

ECHO_DELAY_SECONDS = 0.06
"""From the loudspeaker into the microphone: two buffers of 20-30 ms, and a metre of air (3 ms)."""

QUIET_BELOW_LOUDEST_DB = 30.0
"""Frames this much softer than the loudest one are pauses, not speech, and do not count towards its level."""


def speech_level_db(samples: Samples) -> float:
    """How loud speech is, its pauses left out: RMS in dB below full scale. Minus infinity for silence.

    A plain stand-in for the active speech level of ITU-T P.56, which tracks an envelope instead of cutting frames.
    """
    padded = np.pad(samples, (0, -len(samples) % FRAME_SAMPLES))
    power = np.square(padded.reshape(-1, FRAME_SAMPLES), dtype=np.float64).mean(axis=1)
    if not power.any():
        return -math.inf
    loud = power > power.max() * 10 ** (-QUIET_BELOW_LOUDEST_DB / 10)
    return float(10 * np.log10(power[loud].mean()))


def gain(decibels: float) -> float:
    """The factor for samples: 20 dB is ten times."""
    return float(10 ** (decibels / 20))


class Room:
    """Is the runtime's microphone, loudspeaker and clock at once; a person speaks into it with `speak`.

    `noise`: a loop of noise as it is to be heard, of any length; it begins again seamlessly where it was made to.
    `echo_db`: how much softer the coach's voice comes back than it was played; None for headphones.
    `limit_seconds`: after this much simulated time a read raises DefectError, so that no rehearsal runs for ever.
    `echo_delay_seconds`: how late the coach's voice comes back; later from a television, or over Bluetooth.
    """

    def __init__(
        self,
        noise: Samples | None = None,
        echo_db: float | None = None,
        limit_seconds: float = 3600.0,
        echo_delay_seconds: float = ECHO_DELAY_SECONDS,
    ) -> None:
        self.name = "simulated room"
        self._noise = np.zeros(FRAME_SAMPLES, np.float32) if noise is None else noise
        self._echo_gain = 0.0 if echo_db is None else gain(echo_db)
        self._limit_seconds = limit_seconds
        self._frames = 0
        self._playing = np.zeros(0, np.float32)
        self._coming = np.zeros(0, np.float32)  # what the person is still going to say, from now on
        self._leaking = np.zeros(round(echo_delay_seconds * RATE_HERTZ), np.float32)
        self._unread: deque[Samples] = deque()
        self._heard: list[Samples] = []
        self._played: list[Samples] = []

    def now(self) -> float:
        """Seconds since the room was made, in whole frames."""
        return self._frames * FRAME_SECONDS

    def speak(self, samples: Samples, at_seconds: float) -> None:
        """Let the person say this from `at_seconds` on. What is in the past already is a DefectError."""
        start = round(at_seconds * RATE_HERTZ) - self._frames * FRAME_SAMPLES
        if start < 0:
            raise DefectError(f"The person was to speak at {at_seconds:.2f} s, which is over.", "Please report this.")
        missing = start + len(samples) - len(self._coming)
        if missing > 0:
            self._coming = np.pad(self._coming, (0, missing))
        self._coming[start : start + len(samples)] += samples

    def fall_silent(self) -> None:
        """The person breaks off: nothing that was still to be said is said."""
        self._coming = np.zeros(0, np.float32)

    @property
    def late_seconds(self) -> float:
        """How long the frame that was read last had waited."""
        return len(self._unread) * FRAME_SECONDS

    def read(self) -> Samples:
        """The next frame that the microphone hears; unless it waited 32 ms pass. Raises DefectError after the limit."""
        return self._unread.popleft() if self._unread else self._hear()

    def pass_time(self, seconds: float) -> None:
        """Somebody is held up for so long, as by a slow engine: the room goes on, and its frames wait to be read."""
        self._unread.extend(self._hear() for _ in range(round(seconds / FRAME_SECONDS)))

    def _hear(self) -> Samples:
        if self.now() >= self._limit_seconds:
            raise DefectError(
                f"The session did not end within {self._limit_seconds / 60:g} simulated minutes.",
                "Look for a question that is asked for ever, in the pack or in the persona's answers.",
            )
        coach, self._playing = _take(self._playing)
        person, self._coming = _take(self._coming)
        leak, self._leaking = _take(np.concatenate([self._leaking, coach * np.float32(self._echo_gain)]))
        places = self._frames * FRAME_SAMPLES + np.arange(FRAME_SAMPLES)
        noise = self._noise[places % len(self._noise)]  # np.take(mode="wrap") walks round the loop sample by sample
        heard: Samples = np.clip(person + leak + noise, -1.0, 1.0)
        self._heard.append(heard)
        self._played.append(coach)
        self._frames += 1
        return heard

    def play(self, samples: Samples) -> None:
        """Let the coach say this after what it is still saying."""
        self._playing = np.concatenate([self._playing, samples])

    def stop(self) -> None:
        """The coach is quiet from the next frame on."""
        self._playing = np.zeros(0, np.float32)

    @property
    def sounding(self) -> bool:
        """Whether the coach still has something to say."""
        return len(self._playing) > 0

    def recording(self) -> Samples:
        """Both sides since the beginning, shape (n, 2): what the microphone heard, what the coach played."""
        return np.stack([_join(self._heard), _join(self._played)], axis=1)

    def close(self) -> None:
        """Nothing to let go: a room is not a device."""


def _take(waiting: Samples) -> tuple[Samples, Samples]:
    """One frame from the front, filled up with silence, and the rest."""
    frame = np.zeros(FRAME_SAMPLES, np.float32)
    frame[: len(waiting)] = waiting[:FRAME_SAMPLES]
    return frame, waiting[FRAME_SAMPLES:]


def _join(frames: Sequence[Samples]) -> Samples:
    return np.concatenate(frames) if frames else np.zeros(0, np.float32)
