"""The machine's sound devices, through PortAudio: which there are, and how to open one.

Devices are chosen by name: PortAudio's numbers change when something is plugged in. Where a sound server runs, the
names are its own too: it is led to the one that is meant.
"""

import contextlib
import ctypes
import functools
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from coach.errors import DeviceError
from coach.hush import hushed
from coach.ports import RATE_HERTZ
from coach.sound import server
from coach.sound.server import End, Kind

Direction = Literal["input", "output"]

USUAL_RATES_HERTZ = (48_000, 44_100)
_AlsaHandler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
"""`snd_lib_error_handler_t` of ALSA's error.h, without the arguments that vary."""
WHAT = {"input": "microphone", "output": "loudspeaker"}
KINDS: Mapping[Direction, Kind] = {"input": "source", "output": "sink"}
PLUG_IN = "pulse"
"""PortAudio's name for whatever the sound server has."""
DEFAULT = "default"
"""ALSA's own choice: the plug-in, where a sound server runs."""


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
    except OSError as failure:
        if "not found" in str(failure):
            raise DeviceError("PortAudio is not installed.", "Install it: sudo apt install libportaudio2") from None
        raise DeviceError(
            f"PortAudio is broken ({failure}).", "Install it again: sudo apt install --reinstall libportaudio2"
        ) from None
    except Exception as failure:  # PortAudioError, which cannot be named before the import
        raise DeviceError(f"PortAudio does not start ({failure}).", "`aplay -l` says what is wrong.") from None


def names(direction: Direction) -> list[str]:
    """The names of all devices that record ("input") or play ("output"): the sound server's, then PortAudio's."""
    found = _devices(direction)
    running = server.find() if _plug_in(found) else None
    known = [running.shown(end) for end in running.of(KINDS[direction])] if running else []
    return known + [str(device["name"]) for device in found]


def choose(direction: Direction, name: str | None) -> Device:
    """The device whose name is, or else holds, `name`; None: the system's default. Raises DeviceError.

    Where the sound server knows it by that name, this process is led to it.
    """
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


def at_server(direction: Direction, device: Device) -> tuple[End, str] | None:
    """What stands behind a device at the sound server, and what people call it; None where no server does."""
    running = server.find()
    if running is None or (device.name not in (PLUG_IN, DEFAULT) and not running.named(KINDS[direction], device.name)):
        return None
    end = running.current(KINDS[direction])
    return (end, running.shown(end)) if end else None


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
    behind = [] if exact else _of_the_server(direction, name, devices)
    for found in exact + behind + holding:
        return found
    there = ", ".join(map(repr, names(direction))) or "none"
    raise DeviceError(
        f"There is no {WHAT[direction]} {name!r}; there are: {there}.", f"Set `{WHAT[direction]}` to one of these."
    )


def _of_the_server(direction: Direction, name: str, devices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The plug-in, led to what the sound server knows by that name; nothing where there is none."""
    plug_in, running = _plug_in(devices), server.find()
    end: End | None = running.named(KINDS[direction], name) if running else None
    if plug_in is None or end is None:
        return []
    end.lead_there()
    return [{**plug_in, "name": end.description}]


def _plug_in(devices: list[dict[str, Any]]) -> dict[str, Any] | None:
    return next((found for found in devices if found["name"] == PLUG_IN), None)


def _default(direction: Direction) -> dict[str, Any]:
    sounddevice = portaudio()
    running = server.find() if _plug_in(_devices(direction)) else None
    if running is not None and not running.of(KINDS[direction]):
        raise _none(direction)  # the plug-in would record what the loudspeaker plays
    try:
        default: dict[str, Any] = sounddevice.query_devices(kind=direction)
    except (sounddevice.PortAudioError, ValueError):
        pass
    else:
        return default
    for found in _devices(direction):
        return found
    raise _none(direction)


def _none(direction: Direction) -> DeviceError:
    return DeviceError(f"This machine has no {WHAT[direction]}.", "Plug one in, or use `coach run --typed`.")
