"""Synthetic speech for tests of real engines: espeak-ng's, with a little silence around."""

import subprocess
import tempfile
from pathlib import Path

import numpy as np

from coach import document
from coach.content.loader import PACKS
from coach.content.words import Words
from coach.ports import RATE_HERTZ, Samples
from coach.sound.wav import read_sound

OTHERS = document.read(PACKS / "en" / "words.yaml", Words).content.other_words()
"""What an ear may take for an answer, in English."""


def spoken(*texts: str, voice: str = "en-us+f3", pause_seconds: float = 1.0) -> Samples:
    """The texts, one after the other with a pause between, half a second of silence first; 16 kHz mono."""
    silence = np.zeros(RATE_HERTZ // 2, np.float32)
    pause = np.zeros(int(pause_seconds * RATE_HERTZ), np.float32)
    parts = [silence]
    for text in texts:
        if len(parts) > 1:
            parts.append(pause)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "speech.wav"
            subprocess.run(["espeak-ng", "-v", voice, "-s", "150", "-w", path, text], check=True)
            parts.append(_trimmed(read_sound(path)))
    return np.concatenate(parts)


def _trimmed(sound: Samples) -> Samples:
    """espeak-ng ends with silence of its own."""
    loud = np.flatnonzero(np.abs(sound) > 0.005)
    return sound[: loud[-1]]
