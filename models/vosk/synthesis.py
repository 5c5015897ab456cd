"""Speech with the times of its phones: the synthesisers say themselves when they say what; nobody labels anything."""

import ctypes
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from coach.errors import DeviceError
from coach.ports import RATE_HERTZ
from models.vosk.phones import from_espeak, from_flite

FLITE_VOICES = ("slt", "awb", "kal16", "kal", "rms")
SYNCHRONOUS, PHONEME_EVENTS = 2, 1
END_OF_EVENTS, PHONEME = 0, 7
SPEED, PITCH, PITCH_RANGE = 1, 3, 4
CHARACTERS_UTF8 = 1
INSTALL = "Run: sudo apt install libespeak-ng1 espeak-ng flite"

Segment = tuple[float, float, str]
"""From and to, in seconds, and the phone."""


@dataclass(frozen=True)
class Speech:
    """`pulses`: mono at 16 kHz, full scale 32768."""

    pulses: NDArray[np.float32]
    segments: list[Segment]


class _Event(ctypes.Structure):
    """`espeak_EVENT` of espeak-ng's speak_lib.h."""

    _fields_ = [
        ("type", ctypes.c_int), ("unique_identifier", ctypes.c_uint), ("text_position", ctypes.c_int),
        ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p), ("name", ctypes.c_char * 8),
    ]  # fmt: skip


class Espeak:
    """espeak-ng as a library: only there does it tell its phones. One for a process."""

    def __init__(self) -> None:
        try:
            self._library = ctypes.CDLL("libespeak-ng.so.1")
        except OSError:
            raise DeviceError("espeak-ng is not installed.", INSTALL) from None
        self._rate_hertz = self._library.espeak_Initialize(SYNCHRONOUS, 0, None, PHONEME_EVENTS)
        self._pulses: list[NDArray[np.int16]] = []
        self._events: list[tuple[float, str]] = []
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))
        self._callback = kind(self._collect)  # kept: the library calls it for as long as it lives
        self._library.espeak_SetSynthCallback(self._callback)

    def say(self, text: str, voice: str, words_a_minute: int = 165, pitch: int = 50, melody: int = 50) -> Speech:
        """The text in a voice ("en-us+f3"). Raises DeviceError for a voice that there is not."""
        self._pulses, self._events = [], []
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise DeviceError(f"espeak-ng has no voice {voice}.", INSTALL)
        for parameter, value in ((SPEED, words_a_minute), (PITCH, pitch), (PITCH_RANGE, melody)):
            self._library.espeak_SetParameter(parameter, value, 0)
        said = text.encode()
        self._library.espeak_Synth(said, len(said) + 1, 0, 1, 0, CHARACTERS_UTF8, None, None)
        self._library.espeak_Synchronize()
        pulses = np.concatenate([*self._pulses, np.zeros(1, np.int16)])
        return _speech(pulses, self._rate_hertz, self._segments(len(pulses) / self._rate_hertz))

    def _collect(self, pulses: "ctypes._Pointer[ctypes.c_short]", count: int, events: "ctypes._Pointer[_Event]") -> int:
        if pulses and count > 0:
            self._pulses.append(np.ctypeslib.as_array(pulses, (count,)).copy())
        place = 0
        while events[place].type != END_OF_EVENTS:
            if events[place].type == PHONEME:
                name = events[place].name.decode("utf8", "replace")
                self._events.append((events[place].sample / self._rate_hertz, name))
            place += 1
        return 0

    def _segments(self, seconds: float) -> list[Segment]:
        events = [(at, name) for at, name in self._events if name != ";"]  # a mark on the phone before, not a phone
        ends = [at for at, _ in events[1:]] + [seconds]
        return [
            segment
            for (at, name), end in zip(events, ends, strict=True)
            for segment in _shared(at, end, from_espeak(name))
        ]


@cache
def espeak() -> Espeak:
    """This process's espeak-ng: it can be begun only once."""
    return Espeak()


def flite(text: str, voice: str, stretch: float = 1.0, pitch_hertz: float | None = None) -> Speech:
    """The text in one of flite's voices. Raises DeviceError."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        command = ["flite", "-voice", voice, "-t", text, "-o", file.name, "-psdur"]
        command += ["--setf", f"duration_stretch={stretch}"]
        command += ["--setf", f"int_f0_target_mean={pitch_hertz}"] if pitch_hertz else []
        told = _run(command)
        pulses, rate_hertz = soundfile.read(file.name, dtype="int16")
    segments: list[Segment] = []
    began = 0.0
    for entry in told.split():
        name, end = entry.rsplit(":", 1)
        segments += _shared(began, float(end), from_flite(name))
        began = float(end)
    return _speech(pulses, rate_hertz, segments)


def flite_phones(text: str) -> list[str]:
    """How flite would say it, without saying it."""
    return [phone for name in _run(["t2p", text]).split() for phone in from_flite(name)]


def _run(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError) as failure:
        raise DeviceError(f"{command[0]} does not speak ({failure}).", INSTALL) from None


def _shared(began: float, end: float, phones: list[str]) -> list[Segment]:
    """One sound that is several phones: each gets the same share of the time."""
    share = (end - began) / len(phones)
    return [(began + place * share, began + (place + 1) * share, phone) for place, phone in enumerate(phones)]


def _speech(pulses: NDArray[np.int16], rate_hertz: int, segments: list[Segment]) -> Speech:
    return Speech(soxr.resample(pulses.astype(np.float32), rate_hertz, RATE_HERTZ), segments)
