"""Some stretches of a rehearsal to hear one after the other: both sides in one channel, as in a room."""

from collections.abc import Sequence

import numpy as np

from coach.errors import CallerError
from coach.ports import RATE_HERTZ, Samples
from coach.rehearsal.outcome import Outcome
from coach.sound.room import gain

FADE_SECONDS = 0.15
BETWEEN_SECONDS = 0.7
"""Of silence, between two stretches."""
PEAK_DB = -3.0
QUIET_SECONDS = 4.0
"""How much of a silence is heard at the end of a stretch."""


def exchange(outcome: Outcome, say: str) -> tuple[float, float]:
    """From where the coach begins to ask what is answered by `say`, to where it speaks again. Raises CallerError."""
    said = next((turn for turn in outcome.turns if turn.utterance and turn.utterance.reply.say == say), None)
    if said is None or said.utterance is None:
        raise CallerError(f"Nobody says {say!r} in this rehearsal.", "Name another answer.")
    answered = said.utterance.ended_seconds
    asked = max(prompt.began_seconds for prompt in outcome.prompts if prompt.began_seconds < said.opened_seconds)
    return asked, min(prompt.began_seconds for prompt in outcome.prompts if prompt.began_seconds > answered)


def with_what_follows(outcome: Outcome, say: str) -> tuple[float, float]:
    """The same, with what the coach says then, and the beginning of the silence after it. Raises CallerError."""
    asked, speaks = exchange(outcome, say)
    [ended] = [prompt.ended_seconds for prompt in outcome.prompts if prompt.began_seconds == speaks]
    return asked, ended + QUIET_SECONDS


def cut(recording: Samples, stretches: Sequence[tuple[float, float]]) -> Samples:
    """These stretches of a recording of shape (n, 2), faded in and out."""
    pause = np.zeros(round(BETWEEN_SECONDS * RATE_HERTZ), np.float32)
    parts: list[Samples] = []
    for begin, end in stretches:
        sound = recording[round(begin * RATE_HERTZ) : round(end * RATE_HERTZ)].sum(axis=1)
        parts += [_faded(sound), pause]
    joined = np.concatenate(parts[:-1])
    loudest: Samples = joined * np.float32(gain(PEAK_DB) / max(1e-6, float(np.abs(joined).max())))
    return loudest


def _faded(sound: Samples) -> Samples:
    ramp = np.linspace(0.0, 1.0, round(FADE_SECONDS * RATE_HERTZ), dtype=np.float32)
    faded = sound.copy()
    faded[: len(ramp)] *= ramp
    faded[-len(ramp) :] *= ramp[::-1]
    return faded
