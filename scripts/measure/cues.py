"""Where the cues of paced breathing are in a recording of the loudspeaker, and how far from where they belong."""

from collections.abc import Sequence

import numpy as np

from coach.effects import Pace
from coach.ports import RATE_HERTZ, Samples
from coach.speaking.pacer import Direction, cue_sound

SEARCHED_SECONDS = 0.5
"""Before and after where a cue belongs."""
AUDIBLE = 0.001
"""Of full scale: a cue begins from nothing, and is louder than this after some milliseconds."""


def errors_seconds(sound: Samples, pace: Pace) -> list[float]:
    """How late each cue is, counted in samples from the first one: in, out, in ... of a pace that holds no breath.

    Nothing else may be in the recording.
    """
    heard = max(0, int(np.argmax(np.abs(sound) > AUDIBLE)) - round(SEARCHED_SECONDS * RATE_HERTZ))
    first = heard + _find(sound[heard : heard + round(RATE_HERTZ * pace.inhale_seconds)], "in")
    errors = []
    for directed, seconds in _belonging(pace):
        nominal = first + round(seconds * RATE_HERTZ)
        begin = max(0, nominal - round(SEARCHED_SECONDS * RATE_HERTZ))
        cue = cue_sound(directed)
        window = sound[begin : nominal + round(SEARCHED_SECONDS * RATE_HERTZ) + len(cue)]
        errors.append((begin + _find(window, directed) - nominal) / RATE_HERTZ)
    return errors


def drift_seconds(errors: Sequence[float]) -> float:
    """How much later the last cue is than the first, on a straight line through all."""
    return float(np.polyfit(np.linspace(0, 1, len(errors)), errors, 1)[0])


def _belonging(pace: Pace) -> list[tuple[Direction, float]]:
    cues: list[tuple[Direction, float]] = [("in", 0.0), ("out", pace.inhale_seconds)]
    breaths = [breath * pace.breath_seconds for breath in range(pace.breaths)]
    return [(directed, start + into_breath) for start in breaths for directed, into_breath in cues]


def _find(sound: Samples, directed: Direction) -> int:
    """The sample at which a cue begins: where it fits best."""
    cue = cue_sound(directed)
    size = len(sound) + len(cue)
    fits = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(cue, size)), size)
    return int(np.argmax(fits[: max(1, len(sound) - len(cue))]))
