"""Is somebody speaking? By voice activity, one frame at a time.

A gate in front of the ears is not a luxury: without it 12 to 58 % of breath, kitchen and
music clips became "yes", "okay" or "no".
"""

from collections import deque

import numpy as np

from coach.listening.voice_activity import VoiceActivity
from coach.ports import FRAME_SAMPLES, Samples

SPEECH = 0.5
"""From this probability on, a frame is speech ..."""
STILL_SPEECH = 0.35
"""... and speech goes on down to this: words have weak ends. Both are Silero's own choice."""
QUIET: Samples = np.zeros(FRAME_SAMPLES, np.float32)
QUIET_FRAMES = 8
"""The model is given this much silence first. Straight from its reset it missed the first 0.3 s: of 300 digits recorded
close to their beginnings it heard 266, after eight frames of silence all."""
SOFTER_DB = -57.0
"""Frames softer than this are no speech that the model would notice: of 213 words at -45 dB it notices 92.0 %, with
these left out 91.5 %, and at any louder level the same. A silent room costs a tenth of the time then."""
LULL_FRAMES = 30
"""So many soft frames in a row and the model is left alone, until one is louder."""


class Gate:
    """Tells speech from all else in frames of 512 samples; remembers a little of what came before."""

    def __init__(self) -> None:
        self._activity = VoiceActivity()
        self._speech = False
        self._soft = 0
        self._lull: deque[Samples] = deque(maxlen=QUIET_FRAMES)
        self.reset()

    def hears_speech(self, frame: Samples) -> bool:
        """Whether this frame belongs to somebody's speech."""
        # Exact zeros come from no room: the microphone is closed while the coach speaks, or a file is over.
        if not frame.any():
            self._speech = False
            return False
        self._soft = self._soft + 1 if _softer(frame) else 0
        if self._soft > LULL_FRAMES:
            self._lull.append(frame)
            self._speech = False
            return False
        while self._lull:  # the model hears what came just before, as if it had listened all the time
            self._activity.probability(self._lull.popleft())
        probability = self._activity.probability(frame)
        self._speech = probability >= (STILL_SPEECH if self._speech else SPEECH)
        return self._speech

    def reset(self) -> None:
        """Forget what came before."""
        self._activity.reset()
        for _ in range(QUIET_FRAMES):
            self._activity.probability(QUIET)
        self._speech = False
        self._soft = 0
        self._lull.clear()


def _softer(frame: Samples) -> bool:
    return float(np.dot(frame, frame)) < len(frame) * 10 ** (SOFTER_DB / 10)
