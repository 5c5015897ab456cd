"""The breathing pacer: which cue is due, and how a cue sounds. Time is an argument.

A cue is a soft swell that rises for "breathe in" and falls for "breathe out". It is quieter than speech, starts from
nothing so that it startles nobody, and leaves most of the breath quiet, so that a person can be heard meanwhile.
"""

from typing import Literal

import numpy as np

from coach.effects import Pace
from coach.ports import RATE_HERTZ, Samples

Direction = Literal["in", "out"]

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
        self._given = 0

    def due(self, now: float) -> Direction | None:
        """The cue to give now, if one is due. Cues that were missed are left out: a late cue would mislead."""
        begun = self._begun(now)
        if begun <= self._given:
            return None
        self._given = begun
        return "in" if begun % 2 else "out"

    def finished(self, now: float) -> bool:
        """Whether the last breath is over."""
        return now >= self._started_seconds + self._pace.seconds

    def _begun(self, now: float) -> int:
        """How many half breaths have begun by `now`; the last one stays begun."""
        breath_seconds = self._pace.inhale_seconds + self._pace.exhale_seconds
        elapsed_seconds = now - self._started_seconds
        if elapsed_seconds < 0:
            return 0
        breaths, into_breath_seconds = divmod(elapsed_seconds, breath_seconds)
        half_breaths = 2 * int(breaths) + (2 if into_breath_seconds >= self._pace.inhale_seconds else 1)
        return min(half_breaths, 2 * self._pace.breaths)


def cue_sound(direction: Direction) -> Samples:
    """The sound of a cue: mono, 16 kHz, 1.5 s, silent at both ends."""
    progress = np.linspace(0.0, 1.0, round(CUE_SECONDS * RATE_HERTZ), endpoint=False)
    height = progress if direction == "in" else 1.0 - progress
    hertz = LOW_HERTZ * (HIGH_HERTZ / LOW_HERTZ) ** height
    phase = 2 * np.pi * np.cumsum(hertz) / RATE_HERTZ
    tone = sum(strength * np.sin(phase * (n + 1)) for n, strength in enumerate(OVERTONES))
    swell = np.sin(np.pi * progress) ** 2  # begins and ends at nothing, without a corner: no click
    cue = tone * swell
    levelled: Samples = (cue * CUE_LEVEL / np.sqrt(np.mean(cue**2))).astype(np.float32)
    return levelled
