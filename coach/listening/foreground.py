"""Is it the person in front of the microphone who speaks, or somebody further away?

Voice activity alone cannot say: to it a television is speech, and a reply in front of one would never end.
"""

import math
from collections import deque
from statistics import fmean

import numpy as np

from coach.ports import FRAME_SECONDS, Samples

SMOOTHED_FRAMES = 8
"""A quarter of a second: within a word the level falls and rises by more than between people."""
BEHIND_DB = 10.0
"""So far below the loudest of a reply nobody in front of the microphone goes on. With recordings of people who talk 15
dB below a word, one or three of them, 88 of 100 replies end within 1.2 s of the word (without this: 10), 20 dB below
it 98, 9 dB below it 23. 80 sentences of people in quiet rooms got no pause that they did not have before."""
OTHERS_SECONDS = 0.3
"""The end of somebody's own word is weak as well, but shorter than this."""
KEPT_FRAMES = 600
"""19 s, longer than any reply; somebody may be silent for an hour before one."""
FLOOR = 1e-10
"""Keeps the logarithm of silence finite."""


class Foreground:
    """Follows the level of one reply, a frame at a time. It never shuts anybody out: the first who speaks is near."""

    def __init__(self) -> None:
        self._powers: deque[float] = deque(maxlen=SMOOTHED_FRAMES)
        self._levels_db: deque[float] = deque(maxlen=KEPT_FRAMES)
        self._nearest_db = -math.inf

    def holds(self, frame: Samples, speech: bool) -> bool:
        """Whether this frame is speech, and of the loudest speaker so far. Give it every frame."""
        self._powers.append(float(np.dot(frame, frame)) / len(frame) + FLOOR)
        level_db = 10 * math.log10(fmean(self._powers)) if speech else -math.inf
        self._levels_db.append(level_db)
        self._nearest_db = max(self._nearest_db, level_db - BEHIND_DB)
        return speech and level_db > self._nearest_db

    @property
    def seconds(self) -> float:
        """How long ago the loudest speaker began, 0 if nobody did: what was said before that is somebody else's."""
        near = np.array(self._levels_db) > self._nearest_db
        return float(len(near) - near.argmax()) * FRAME_SECONDS if near.any() else 0.0

    @property
    def alone(self) -> bool:
        """Whether nobody else was heard."""
        levels_db = np.array(self._levels_db)
        others = (levels_db > -math.inf) & (levels_db <= self._nearest_db)
        return float(others.sum()) * FRAME_SECONDS < OTHERS_SECONDS
