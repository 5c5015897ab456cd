"""Where the cues are in a recording."""

import numpy as np
import pytest

from coach.effects import Pace
from coach.ports import RATE_HERTZ, Samples
from coach.speaking.pacer import cue_sound
from scripts.measure.cues import drift_seconds, errors_seconds

PACE = Pace(inhale_seconds=4, exhale_seconds=6, breaths=3)


def recorded(*late_seconds: float, before_seconds: float = 7.3) -> Samples:
    """A recording of the pace, each cue so late, in a hiss."""
    sound = np.random.default_rng(1).normal(0, 1e-4, round(60 * RATE_HERTZ)).astype(np.float32)
    for number, late in enumerate(late_seconds):
        breath, out = divmod(number, 2)
        cue = cue_sound("out" if out else "in")
        begin = round((before_seconds + 10 * breath + 4 * out + late) * RATE_HERTZ)
        sound[begin : begin + len(cue)] += cue
    return sound


def test_each_cue_is_found_to_the_millisecond() -> None:
    """Counted from the first one, wherever that is."""
    late = [0.0, 0.02, -0.03, 0.0, 0.4, 0.001]
    assert errors_seconds(recorded(*late), PACE) == pytest.approx(late, abs=0.001)


def test_a_clock_that_runs_away_is_drift() -> None:
    """One that only trembles is none."""
    assert drift_seconds([0.0, 0.01, 0.02, 0.03]) == pytest.approx(0.03)
    assert drift_seconds([0.01, -0.01, -0.01, 0.01]) == pytest.approx(0.0)
