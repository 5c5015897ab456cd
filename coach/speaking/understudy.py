"""Another voice, for lines that the one that is set cannot speak: whoever is in danger is not left with captions.

espeak-ng as a program, begun anew for each line: 20 ms here, no memory meanwhile, and nothing in common with a worker
process that hangs. The line goes in and the sound comes out through pipes: it reaches no disk and no list of processes.
"""

import io
import logging
import os
import subprocess
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import soundfile

from coach.effects import Line
from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples
from coach.sound.wav import resample
from coach.speaking.espeak import AGAIN, PITCH, words_per_minute
from coach.speaking.loudness import even_out
from coach.speaking.plausibility import require_speech
from coach.speaking.pronunciation import ESPEAK, NO_SERVER
from coach.speaking.voice import PromptVoice

VOICE_SECONDS = 2.0
"""How long the voice is waited for, two tries and all. A line is given up after 3 (`coach/speaking/rendering.py`)."""
UNDERSTUDY_SECONDS = 2.5
"""Where it is asked first, on a machine that is very busy."""

_log = logging.getLogger(__name__)


class Understudy:
    """Speaks with an espeak-ng voice of a language: "en-us"."""

    def __init__(self, voice: str) -> None:
        self._voice = voice

    def speak(self, text: str, rate: float) -> Samples:
        """The sound of a line. Raises DeviceError."""
        options = ["-v", self._voice, "-p", str(PITCH), "-s", str(words_per_minute(rate)), "-b", "1"]
        try:
            answer = subprocess.run(
                [ESPEAK, *options, "--stdin", "--stdout"], input=text.encode(), env=os.environ | NO_SERVER,
                capture_output=True, check=True, timeout=UNDERSTUDY_SECONDS,
            )  # fmt: skip
            samples, rate_hertz = soundfile.read(io.BytesIO(answer.stdout), dtype="float32")
        except (OSError, subprocess.SubprocessError, soundfile.SoundFileError) as failure:
            raise DeviceError(f"{ESPEAK} does not speak {self._voice} ({type(failure).__name__}).", AGAIN) from None
        return require_speech(even_out(resample(samples, rate_hertz, RATE_HERTZ)), text, rate)


class UnderstudiedVoice:
    """Implements `coach.ports.Voice`: a voice, and its understudy for each line that it fails at or is late with.

    A voice that was only late is back as soon as it has spoken that line after all. One that failed is asked no more
    until the next person comes; what it has ready is still used.
    """

    def __init__(self, voice: PromptVoice, understudy: Understudy) -> None:
        self.name = voice.name
        self._voice = voice
        self._understudy = understudy
        self._asking = ThreadPoolExecutor(1, "asking the voice")
        self._missed: Future[Samples] | None = None

    def render(self, line: Line, rate: float) -> Samples:
        """The sound of a line, within 3 s. Raises DeviceError where the understudy cannot speak it either."""
        ready = self._voice.ready(line, rate)
        if ready is not None:
            return ready
        if not self._speaks:
            return self._understudy.speak(line.text, rate)
        asked = self._asking.submit(self._voice.render, line, rate)
        try:
            return asked.result(timeout=VOICE_SECONDS)
        except (DeviceError, TimeoutError) as failure:
            return self._stand_in(line, rate, asked, failure)

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Render ahead, in the background."""
        if self._speaks:
            self._voice.prepare(lines, rate)

    def hold(self, line: Line) -> bool:
        """Keep a line of the pack in memory, however long it takes; False where only the understudy can speak.

        Raises DeviceError where nobody can.
        """
        try:
            self._voice.hold([line])
        except DeviceError as failure:
            self._stand_in(line, 1.0, _failed(failure), failure)
        return self._missed is None

    def forget(self) -> None:
        """Drop what was rendered in memory; the voice has another chance."""
        self._voice.forget()
        self._missed = None

    def close(self) -> None:
        """Let the engine go."""
        self._asking.shutdown(wait=False, cancel_futures=True)
        self._voice.close()

    @property
    def _speaks(self) -> bool:
        missed = self._missed
        return missed is None or (missed.done() and missed.exception() is None)

    def _stand_in(self, line: Line, rate: float, asked: "Future[Samples]", failure: Exception) -> Samples:
        samples = self._understudy.speak(line.text, rate)
        self._missed = asked
        _log.warning("%s speaks in place of %s. %s", ESPEAK, self.name, str(failure) or "It is late.")
        return samples


def _failed(failure: DeviceError) -> "Future[Samples]":
    failed: Future[Samples] = Future()
    failed.set_exception(failure)
    return failed
