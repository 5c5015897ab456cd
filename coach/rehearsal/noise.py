"""The noise of a room, as a loop without a seam. The same seed gives the same samples."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.random import Generator

from coach.effects import Line
from coach.ports import RATE_HERTZ, Samples, Voice
from coach.rehearsal.persona import Noise
from coach.sound.room import gain
from coach.sound.wav import read_sound, resample

LOOP_SECONDS = 30
LOOP_SAMPLES = LOOP_SECONDS * RATE_HERTZ
LOWEST_HERTZ = 60
"""Below this no laptop's microphone hears anything."""
HISS_DB = -90.0
"""A good microphone's own noise."""
MAINS_HERTZ = 60
HARMONICS = 12
TALKERS = 6
"""From six on, babble is no longer heard as words (Miller 1947)."""

CHATTER = Path(__file__).parent / "chatter.txt"
"""What the people in the background talk about, one sentence a line."""


def loop(noise: Noise, level_db: float, seed: int, voice: Voice, folder: Path) -> Samples | None:
    """The noise at `level_db` (RMS below full scale); None for a room without any.

    `voice` speaks the babble. `folder`: where a noise file's relative path begins. Raises CallerError for a file that
    holds no sound.
    """
    chance = np.random.default_rng(seed)
    match noise.kind:
        case "none":
            return None
        case "pink":
            sound = _pink(chance)
        case "hum":
            sound = _hum(chance)
        case "babble":
            sound = _babble(chance, [voice.render(Line("chatter", text), 1.0) for text in _chatter()])
        case "file":
            assert noise.file is not None
            recorded = read_sound(folder / noise.file)
            sound = np.roll(recorded, int(chance.integers(len(recorded) or 1)))  # another seed begins elsewhere in it
    rms = float(np.sqrt(np.square(sound, dtype=np.float64).mean()))
    return (sound * (gain(level_db) / max(rms, 1e-9))).astype(np.float32)


def hiss(seed: int) -> Samples:
    """What a microphone gives in a room without any noise: more than nothing, or it would count as dead."""
    samples: Samples = np.random.default_rng(seed).normal(0, gain(HISS_DB), LOOP_SAMPLES).astype(np.float32)
    return samples


def _pink(chance: Generator) -> Samples:
    """Equal power in each octave: a fan, a road, rain. Made as a spectrum, so its end meets its beginning."""
    hertz = np.fft.rfftfreq(LOOP_SAMPLES, 1 / RATE_HERTZ)
    strength = np.where(hertz < LOWEST_HERTZ, 0.0, 1 / np.sqrt(np.maximum(hertz, LOWEST_HERTZ)))
    spectrum = strength * (chance.normal(size=len(hertz)) + 1j * chance.normal(size=len(hertz)))
    pink: Samples = np.fft.irfft(spectrum, LOOP_SAMPLES).astype(np.float32)
    return pink


def _hum(chance: Generator) -> Samples:
    """Mains hum with its harmonics, whose phases are chance; a whole number of waves fits into the loop."""
    seconds = np.arange(LOOP_SAMPLES) / RATE_HERTZ
    waves = [np.sin(2 * np.pi * (MAINS_HERTZ * n * seconds + chance.random())) / n for n in range(1, HARMONICS + 1)]
    hum: Samples = np.sum(waves, axis=0).astype(np.float32)
    return hum


def _babble(chance: Generator, sentences: Sequence[Samples]) -> Samples:
    """Several people at once: one voice at several speeds, and so at several pitches, each in an order of its own."""
    babble = np.zeros(LOOP_SAMPLES, np.float32)
    for speed in np.linspace(0.8, 1.25, TALKERS):
        spoken = np.concatenate([sentences[place] for place in chance.permutation(len(sentences))])
        talker = resample(spoken, round(RATE_HERTZ * speed), RATE_HERTZ)
        begin = int(chance.integers(len(talker)))
        babble += np.take(talker, np.arange(begin, begin + LOOP_SAMPLES), mode="wrap")
    return babble


def _chatter() -> list[str]:
    return CHATTER.read_text(encoding="utf-8").splitlines()
