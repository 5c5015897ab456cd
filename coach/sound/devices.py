"""The machine's sound devices, through PortAudio: which there are, and how to open one.

Devices are chosen by name: PortAudio's numbers change when something is plugged in.
"""

import contextlib
import ctypes
import functools
import itertools
from dataclasses import dataclass
from typing import Any, Literal

from coach.errors import DeviceError
from coach.hush import hushed
from coach.ports import RATE_HERTZ

Direction = Literal["input", "output"]

USUAL_RATES_HERTZ = (48_000, 44_100)
_AlsaHandler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
"""`snd_lib_error_handler_t` of ALSA's error.h, without the arguments that vary."""
WHAT = {"input": "microphone", "output": "loudspeaker"}


@dataclass(frozen=True)
class Device:
    """A device and how it can be opened. Many USB microphones take only their own rate, and some no single channel."""

    index: int
    name: str
    rate_hertz: int
    channels: int


def portaudio() -> Any:
    """The module sounddevice. Raises DeviceError where PortAudio is missing, or finds the sound system broken."""
    try:
        import sounddevice  # noqa: PLC0415 - it loads PortAudio when imported, which may be missing

        _quieten_alsa()
        return sounddevice
    except OSError:
        raise DeviceError("PortAudio is not installed.", "Install it: sudo apt install libportaudio2") from None
    except Exception as failure:  # PortAudioError, which cannot be named before the import
        raise DeviceError(f"PortAudio does not start ({failure}).", "`aplay -l` says what is wrong.") from None


def names(direction: Direction) -> list[str]:
    """The names of all devices that record ("input") or play ("output")."""
    return [str(found["name"]) for found in _devices(direction)]


def choose(direction: Direction, name: str | None) -> Device:
    """The device whose name is, or else holds, `name`; None: the system's default. Raises DeviceError."""
    sounddevice = portaudio()
    found = _named(direction, name) if name else _default(direction)
    native_hertz = int(found["default_samplerate"])
    check = sounddevice.check_input_settings if direction == "input" else sounddevice.check_output_settings
    rates = dict.fromkeys((RATE_HERTZ, native_hertz, *USUAL_RATES_HERTZ))
    for rate_hertz, channels in itertools.product(rates, (1, 2)):
        try:
            with hushed():
                check(device=found["index"], channels=channels, dtype="float32", samplerate=rate_hertz)
        except sounddevice.PortAudioError as refusal:
            reason = refusal
        else:
            return Device(found["index"], found["name"], rate_hertz, channels)
    raise DeviceError(
        f"The {WHAT[direction]} {found['name']!r} cannot be opened ({reason}).",
        "Close other programs that use it, or choose another one in the settings.",
    )


def look_again() -> None:
    """Notice what was plugged in since the start. Every stream must be closed: PortAudio starts afresh."""
    sounddevice = portaudio()
    with hushed():
        sounddevice._terminate()
        sounddevice._initialize()


_say_nothing = _AlsaHandler(lambda *_: None)
"""The loudspeaker and the microphone count what ALSA would complain of, and devices that fail raise errors."""


@functools.cache
def _quieten_alsa() -> None:
    """Keep ALSA from writing to the terminal, from its own threads, in the middle of a session."""
    with contextlib.suppress(OSError):  # PortAudio may use another sound system
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_say_nothing)


def _devices(direction: Direction) -> list[dict[str, Any]]:
    return [found for found in portaudio().query_devices() if found[f"max_{direction}_channels"] > 0]


def _named(direction: Direction, name: str) -> dict[str, Any]:
    devices = _devices(direction)
    exact = [found for found in devices if found["name"].lower() == name.lower()]
    holding = [found for found in devices if name.lower() in found["name"].lower()]
    for found in exact + holding:
        return found
    there = ", ".join(repr(found["name"]) for found in devices) or "none"
    raise DeviceError(
        f"There is no {WHAT[direction]} {name!r}; there are: {there}.", f"Set `{WHAT[direction]}` to one of these."
    )


def _default(direction: Direction) -> dict[str, Any]:
    sounddevice = portaudio()
    try:
        default: dict[str, Any] = sounddevice.query_devices(kind=direction)
    except (sounddevice.PortAudioError, ValueError):
        pass
    else:
        return default
    for found in _devices(direction):
        return found
    raise DeviceError(f"This machine has no {WHAT[direction]}.", "Plug one in, or use `coach run --typed`.")
