"""The breathing pacer: which cue is due, and how a cue sounds. Time is an argument.

A cue is a soft swell that rises for "breathe in" and falls for "breathe out"; where the breath is held it stays on one
height. It is quieter than speech, starts from nothing so that it startles nobody, and leaves most of the breath quiet,
so that a person can be heard meanwhile.
"""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from coach.effects import Pace
from coach.ports import RATE_HERTZ, Samples

Direction = Literal["in", "hold", "out", "rest"]
"""`hold`: the breath is held after "in"; `rest`: after "out"."""

CUE_SECONDS = 1.5
CUE_LEVEL = 0.045
"""Root mean square over the whole cue, of full scale: 7 dB under speech (`coach.speaking.loudness`)."""
LOW_HERTZ, HIGH_HERTZ = 264.0, 396.0
"""A fifth apart, and high enough for a laptop's small loudspeaker."""
OVERTONES = (1.0, 0.3, 0.1)
"""Strength of the tone and of its octave and twelfth: enough to be heard on small loudspeakers, too few to be sharp."""


class Pacer:
    """Gives each cue of a pacing once."""

    def __init__(self, pace: Pace, started_seconds: float) -> None:
        self._pace = pace
        self._started_seconds = started_seconds
        self._parts = list(_parts_of_a_breath(pace))
        self._given = 0

    def due(self, now: float) -> Direction | None:
        """The cue to give now, if one is due. Cues that were missed are left out: a late cue would mislead."""
        begun = self._begun(now)
        if begun <= self._given:
            return None
        self._given = begun
        return self._parts[(begun - 1) % len(self._parts)][0]

    def amid_breath(self, now: float) -> bool:
        """Whether whoever breathes along is in the middle of a breath: always, but for when the next one is due."""
        begun = self._begun(now)
        return begun <= self._given or (begun - 1) % len(self._parts) != 0

    def finished(self, now: float) -> bool:
        """Whether the last breath is over."""
        return now >= self._started_seconds + self._pace.seconds

    def _begun(self, now: float) -> int:
        """How many parts of breaths have begun by `now`; the last one stays begun."""
        elapsed_seconds = now - self._started_seconds
        if elapsed_seconds < 0:
            return 0
        breaths, into_breath_seconds = divmod(elapsed_seconds, self._pace.breath_seconds)
        parts = len(self._parts) * int(breaths) + sum(starts <= into_breath_seconds for _, starts in self._parts)
        return min(parts, len(self._parts) * self._pace.breaths)


def _parts_of_a_breath(pace: Pace) -> Iterator[tuple[Direction, float]]:
    """What a breath is made of, and at how many seconds into the breath each begins."""
    yield "in", 0.0
    if pace.hold_seconds:
        yield "hold", pace.inhale_seconds
    yield "out", pace.inhale_seconds + pace.hold_seconds
    if pace.rest_seconds:
        yield "rest", pace.inhale_seconds + pace.hold_seconds + pace.exhale_seconds


def cue_sound(direction: Direction) -> Samples:
    """The sound of a cue: mono, 16 kHz, 1.5 s, silent at both ends."""
    progress = np.linspace(0.0, 1.0, round(CUE_SECONDS * RATE_HERTZ), endpoint=False)
    height = {"in": progress, "hold": np.ones_like(progress), "out": 1.0 - progress, "rest": np.zeros_like(progress)}
    hertz = LOW_HERTZ * (HIGH_HERTZ / LOW_HERTZ) ** height[direction]
    phase = 2 * np.pi * np.cumsum(hertz) / RATE_HERTZ
    tone = sum(strength * np.sin(phase * (n + 1)) for n, strength in enumerate(OVERTONES))
    swell = np.sin(np.pi * progress) ** 2  # begins and ends at nothing, without a corner: no click
    cue = tone * swell
    levelled: Samples = (cue * CUE_LEVEL / np.sqrt(np.mean(cue**2))).astype(np.float32)
    return levelled
