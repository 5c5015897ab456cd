"""Somebody speaks over the coach: told from the coach's own echo by how loud it is. Pure: levels in, yes or no out.

What the coach plays is known, and so is how loud it can come back: never louder than the loudest of the last half
second, times what this room and this microphone give back. The latter is learned while the coach speaks. Only what is
clearly louder than that, or than the room's own noise, is somebody else.
"""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, Samples
from coach.sound.room import speech_level_db

FIRST_GUESS_DB = -6.0
"""How loud the coach comes back, before anything was learned: louder than any loudspeaker should."""
LEARNED_FROM_SECONDS = 1.0
HELD_SECONDS = 6.0
COMES_BACK_PERCENTILE = 95
AUDIBLE = 1e-5
"""Power of what is played, from which on its echo tells something: -50 dB."""
MARGIN_DB = 6.0
"""So much louder than the echo, and than the room."""
FAINT = 1e-5
"""Nobody who speaks to the coach is softer: -50 dB."""
LOUD_FRAMES = 4
WITHIN_FRAMES = 10
"""As for the beginning of a reply (`coach/listening/endpointing.py`): 128 ms within a third of a second."""
ECHO_SECONDS = 0.5
"""Buffers, the air and the walls: so long after it came back first nothing of a sound comes back."""

HARDLY_HEARD_DB = -20.0
"""From here down a voice as loud as the coach's is told from the echo (docs/ear.md)."""


def echo_level_db(played: Samples, heard: Samples, room: Samples) -> float:
    """How much softer the coach comes back than it was played, in dB, pauses left out.

    `heard`: what the microphone gave meanwhile; `room`: what it gives while nothing is played. An echo that is softer
    than the room is given as minus infinity.
    """
    heard_power, room_power = 10 ** (speech_level_db(heard) / 10), power(room)
    if heard_power < 2 * room_power or not heard_power:
        return -np.inf
    return float(10 * np.log10(heard_power - room_power)) - speech_level_db(played)


def power(frame: Samples) -> float:
    """The mean square of some samples."""
    return float(np.dot(frame, frame)) / max(1, len(frame))


def powers(samples: Samples) -> NDArray[np.float64]:
    """The mean square of each frame, the last one filled up with silence."""
    whole = np.pad(samples, (0, -len(samples) % FRAME_SAMPLES)).reshape(-1, FRAME_SAMPLES)
    each: NDArray[np.float64] = np.square(whole, dtype=np.float64).mean(axis=1)
    return each


class EchoEstimate:
    """Learns how the room gives the coach back, and says when somebody else is louder."""

    def __init__(self) -> None:
        held = round(HELD_SECONDS / FRAME_SECONDS)
        self._ratios: deque[float] = deque(maxlen=held)
        self._powers: deque[float] = deque(maxlen=held)
        self._louder: deque[bool] = deque(maxlen=WITHIN_FRAMES)

    def somebody_speaks(self, frame: Samples, played_power: float) -> bool:
        """Take a frame of the microphone while the coach speaks; whether somebody has begun to speak over it.

        `played_power`: the loudest mean square of what was played in the last half second.
        """
        heard = power(frame)
        bound = max(self.echo_gain * played_power, self._room()) * 10 ** (MARGIN_DB / 10)
        louder = heard > max(bound, FAINT)
        self._louder.append(louder)
        if not louder or len(self._ratios) < LEARNED_FROM_SECONDS / FRAME_SECONDS:
            self._powers.append(heard)
            if played_power > AUDIBLE:
                self._ratios.append(min(1.0, heard / played_power))
        return sum(self._louder) >= LOUD_FRAMES

    def forget_speech(self) -> None:
        """Somebody was answered: wait for the next one to begin. What was learned of the room stays."""
        self._louder.clear()

    @property
    def frames_since_began(self) -> int:
        """How long ago the first of the louder frames was."""
        return len(self._louder) - list(self._louder).index(True) if any(self._louder) else 0

    @property
    def echo_gain(self) -> float:
        """How loud the coach comes back, as a factor of power."""
        if len(self._ratios) < LEARNED_FROM_SECONDS / FRAME_SECONDS:
            return float(10 ** (FIRST_GUESS_DB / 10))
        return float(np.percentile(self._ratios, COMES_BACK_PERCENTILE))

    def _room(self) -> float:
        return float(np.median(self._powers)) if self._powers else 0.0
