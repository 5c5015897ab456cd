"""A speech engine for a worker process, without a speech engine."""

import os
import time

import numpy as np

from coach.errors import DeviceError
from coach.ports import Samples

SLOW_SECONDS = 0.1


class FakeEngine:
    """Synthesises as `coach.speaking.espeak.Espeak` does: 50 ms of a tone a letter.

    It notes every text in the file `said`, fails at the text "fail", dies at the text "die", and takes its time for one
    that begins with "slow".
    """

    def __init__(self, said: str) -> None:
        self._said = said

    def synthesise(self, text: str, rate: float) -> Samples:
        """The sound of one utterance. Raises DeviceError for "fail"."""
        with open(self._said, "a", encoding="utf-8") as said:
            said.write(f"{text}\n")
        if text == "die":
            os.abort()
        if text == "fail":
            raise DeviceError("The fake engine made no sound.", "Give it another text.")
        if text.startswith("slow"):
            time.sleep(SLOW_SECONDS)
        tone: Samples = (0.1 * np.sin(np.arange(round(len(text) * 800 / rate)) / 20)).astype(np.float32)
        return tone
