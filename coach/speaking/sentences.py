"""The sentences of a line. Each is spoken by itself, and the pauses between them are silence: a voice that is given a
whole paragraph hurries through it."""

import re
from collections.abc import Iterable

import numpy as np

from coach.ports import RATE_HERTZ, Samples

ENDS = re.compile(r"(?<=[.?!:;])\s+")
PAUSE_SECONDS = 0.7
"""Between two sentences: as long as a breath."""
HALF_PAUSE_SECONDS = 0.4
"""After a colon or a semicolon, where the thought goes on."""


def sentences(text: str) -> list[str]:
    """The sentences of a line, in order, with their marks."""
    return [sentence for sentence in ENDS.split(text.strip()) if sentence]


def joined(spoken: Iterable[tuple[str, Samples]]) -> Samples:
    """The sound of a line from the sentences of it and their sounds, which begin and end with the speech."""
    parts = [part for sentence, sound in spoken for part in (sound, _pause_after(sentence))]
    return np.concatenate([np.zeros(0, np.float32), *parts])


def _pause_after(sentence: str) -> Samples:
    seconds = HALF_PAUSE_SECONDS if sentence.endswith((":", ";")) else PAUSE_SECONDS
    return np.zeros(round(seconds * RATE_HERTZ), np.float32)
