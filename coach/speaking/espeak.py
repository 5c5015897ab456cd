"""The voice that is always there: espeak-ng, through pyttsx3. Lives in a worker process (`coach.worker`).

pyttsx3 is only asked for files, one utterance a call: on Linux its `say` blocks in aplay and cannot be stopped, and
of several queued utterances only the last is spoken (pyttsx3 2.99, drivers/espeak.py). The file is one in memory: a
prompt may repeat what a person said, which must reach no disk.
"""

import contextlib
import ctypes
import io
import os
import time

import numpy as np
import pyttsx3
import soundfile

from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples
from coach.sound.wav import resample
from coach.speaking.loudness import even_out
from coach.speaking.pronunciation import NO_SERVER

WORDS_PER_MINUTE = 140
"""Asked of espeak-ng; counted over our prompts it is 154, pauses included."""
PITCH = 45
"""Of 99. On 36 of our prompts Moonshine erred in 8.5 % of the words; at pitch 30 in 11.7 %, at 60 in 12.4 %.

Softer variants (+steph: 12 dB less between 2 and 5 kHz) are as clear in quiet, but through a small loudspeaker with
noise at 10 dB Moonshine then erred in 36 % of the words, with en-us in 22 %.
"""
SLOWEST_WORDS_PER_MINUTE = 80
"""espeak-ng speaks no slower."""

ATTEMPTS = 3
"""On a busy machine an utterance still came out empty now and then, see `_wait_until_idle`."""

_LOOK_SECONDS = 0.002
_LIBRARY = "libespeak-ng.so.1"
AGAIN = "Install it again: sudo apt install --reinstall espeak-ng espeak-ng-data libespeak-ng1"
_INSTALL = "Install it: sudo apt install espeak-ng"


def words_per_minute(rate: float) -> int:
    """What espeak-ng is asked for."""
    return max(SLOWEST_WORDS_PER_MINUTE, round(WORDS_PER_MINUTE * rate))


def require_espeak() -> None:
    """Raises DeviceError where espeak-ng is not installed: the worker process could only die of it."""
    try:
        ctypes.CDLL(_LIBRARY)
    except OSError as failure:
        if "No such file" in str(failure):
            raise DeviceError("The voice espeak-ng is not installed.", _INSTALL) from None
        raise DeviceError(f"The voice espeak-ng is broken ({failure}).", AGAIN) from None


class Espeak:
    """Speaks with one espeak-ng voice: "en-us", or with a variant "en-us+f3"."""

    def __init__(self, voice: str) -> None:
        self._voice = voice
        self._errors: list[Exception] = []
        os.environ.update(NO_SERVER)  # this process plays nothing
        self._library = ctypes.CDLL(_LIBRARY)
        self._engine = pyttsx3.init("espeak")
        self._engine.connect("error", self._note)
        self._engine.runAndWait()  # the first one does not wait, so let it have nothing to do
        self._file = os.memfd_create("prompt")

    def synthesise(self, text: str, rate: float) -> Samples:
        """The sound of one utterance. Raises DeviceError if espeak-ng made none, or does not know the voice."""
        for _ in range(ATTEMPTS):
            samples = self._speak(text, rate)
            if np.any(samples):
                return even_out(samples)
        raise DeviceError(f"espeak-ng made no sound, {ATTEMPTS} times.", AGAIN)

    def _speak(self, text: str, rate: float) -> Samples:
        self._errors.clear()
        self._engine.setProperty("voice", self._voice)
        self._engine.setProperty("pitch", PITCH)
        self._engine.setProperty("rate", words_per_minute(rate))
        self._engine.save_to_file(text, f"/proc/self/fd/{self._file}")
        with contextlib.redirect_stdout(io.StringIO()):  # pyttsx3 prints where it saved
            self._wait_until_idle()
            self._engine.runAndWait()
            self._wait_until_idle()
        self._require_the_voice()
        written = os.pread(self._file, os.fstat(self._file).st_size, 0)
        os.ftruncate(self._file, 0)  # nothing is left of it
        if not written:
            return np.zeros(0, np.float32)
        samples, rate_hertz = soundfile.read(io.BytesIO(written), dtype="float32")
        return resample(samples, rate_hertz, RATE_HERTZ)

    def _wait_until_idle(self) -> None:
        """Wait for espeak-ng's own thread, which sets parameters and speaks.

        If it is at work when `runAndWait` begins, pyttsx3 cancels what it was just told to speak: without this, one
        prompt in 300 came out empty (pyttsx3 2.99, EspeakDriver.stop). espeak_Synchronize does not wait for it.
        """
        while self._library.espeak_IsPlaying():
            time.sleep(_LOOK_SECONDS)

    def _require_the_voice(self) -> None:
        """espeak-ng speaks on with another voice, or without the variant, when it does not know the one asked for."""
        variant = self._voice.partition("+")[2].lower()
        if self._errors or not str(self._engine.getProperty("voice")).endswith(variant):
            raise DeviceError(
                f"espeak-ng has no voice {self._voice!r}.",
                "`espeak-ng --voices=en` lists the voices, `espeak-ng --voices=variant` what may follow a plus sign.",
            )

    def _note(self, name: str | None, exception: Exception) -> None:
        self._errors.append(exception)
