"""The sound check: the sound system, the loudspeaker, the microphone and what it gives."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace

from coach.doctor.finding import Finding, State
from coach.errors import DeviceError
from coach.events import SoundFault
from coach.ports import Samples
from coach.settings import Settings
from coach.sound import devices, server
from coach.sound.devices import Direction
from coach.sound.echo_trial import record
from coach.sound.health import fault_of, level_db
from coach.sound.microphone import PortAudioMicrophone
from coach.sound.server import End

LOOK_SECONDS = 2.5
TURNED_DOWN = 0.25
"""Of a level as desktops show it: 36 dB less than full. Some microphones are loud enough there all the same."""
FAINT_DB = -80.0
"""The softest rooms are louder, through any microphone that would do."""
SERVERS: Mapping[str, str] = {"pipewire": "systemctl --user start pipewire-pulse", "pulseaudio": "pulseaudio --start"}
"""Programs, and how they are started as a sound server."""
MICROPHONE_FAULTS: Mapping[SoundFault, tuple[str, str]] = {
    "dead": (
        "it gives nothing but silence",
        "Is there a switch on it or on its cable? Is it the right one? Some fall silent by themselves: try again and "
        "speak. Else set `microphone` to another one.",
    ),
    "hum": ("it hums", "Use another plug for the power, another cable, or a microphone on USB."),
    "clipped": ("it is too loud", "Turn its level down in the system's sound settings."),
    "offset": ("its sound is not around zero", "It will be heard worse; try another microphone."),
    "narrow": ("it sounds like a telephone", "A Bluetooth headset? People are understood better through a cable."),
}
"""What is wrong with the sound, and what to do about it."""
WITHOUT_MICROPHONE = "Until then `coach run --keys` speaks, and is answered with the keys."


def system() -> Finding:
    """Whether sound can be had at all. Raises DeviceError."""
    seen = devices.names("input") + devices.names("output")
    running = server.find()
    if seen:
        return Finding("sound system", "ok", running.called if running else "ALSA alone, without a sound server")
    if running:
        raise DeviceError(
            f"{running.called} runs, but there is no way to it.", "Install it: sudo apt install libasound2-plugins"
        )
    if installed := next(filter(shutil.which, SERVERS), None):
        raise DeviceError(
            "No sound server runs, and so there is neither loudspeaker nor microphone.",
            f"Log in at the desktop, or start it: {SERVERS[installed]}",
        )
    raise DeviceError(
        "This machine has neither loudspeaker nor microphone.",
        "Plug in a headset. If there is one: may you use it? sudo usermod -aG audio $USER, then log in again.",
    )


def loudspeaker(settings: Settings) -> Finding:
    """Which one is taken, and whether it can be heard. Raises DeviceError."""
    finding, end = _device("output", settings.loudspeaker)
    if end is None:
        return finding
    if end.name == server.OF_NOTHING:
        raise DeviceError(
            "This machine has no loudspeaker: the sound server plays to one that it made up.", "Plug one in."
        )
    if end.muted or not end.level:
        return _but(finding, "wrong", f"it is {_turned(end)}, nobody would hear it", _turn_up(end, 70))
    if end.level < TURNED_DOWN:
        return _but(finding, "look", f"it is {_turned(end)}", f"Can you hear it? {_turn_up(end, 70)}")
    return finding


def microphone(settings: Settings) -> Finding:
    """Two seconds of the room, and without a microphone what is possible all the same."""
    try:
        finding = _microphone(settings)
    except DeviceError as error:
        finding = Finding("microphone", "wrong", error.problem, error.fix)
    if finding.state != "wrong":
        return finding
    return replace(finding, to_do=f"{finding.to_do} {WITHOUT_MICROPHONE}")


def _microphone(settings: Settings) -> Finding:
    finding, end = _device("input", settings.microphone)
    if end and end.is_monitor and server.LED_BY[end.kind] not in os.environ:
        raise DeviceError(
            "This machine has no microphone: the sound server records what the loudspeaker plays.", "Plug one in."
        )
    opened = PortAudioMicrophone(settings.microphone)
    try:
        sound = record(opened, LOOK_SECONDS)
    except DeviceError as silent:
        return _but(finding, "wrong", "it can be opened, but no sound comes from it", silent.fix)
    finally:
        opened.close()
    return _judged(finding, end, sound)


def _judged(finding: Finding, end: End | None, sound: Samples) -> Finding:
    """What the sound server knows comes before what is guessed from the sound."""
    fault, level = fault_of(sound), level_db(sound)
    if end and end.muted:
        return _but(finding, "wrong", "it is muted", _turn_up(end, 100))
    if end and end.level < TURNED_DOWN and level < FAINT_DB:
        return _but(finding, "wrong", f"it is {_turned(end)}, nobody would be heard", _turn_up(end, 100))
    if fault:
        return _but(finding, "look", *MICROPHONE_FAULTS[fault])
    if level < FAINT_DB:
        return _but(finding, "look", f"it gives next to nothing, {level:.0f} dB", "Turn its level up.")
    return replace(finding, found=f"{finding.found}; the room is at {level:.0f} dB")


def _device(direction: Direction, name: str | None) -> tuple[Finding, End | None]:
    """Which one is taken, and which others there are; and what the sound server knows of it. Raises DeviceError."""
    chosen = devices.choose(direction, name)
    end, called = devices.at_server(direction, chosen) or (None, chosen.name)
    taken = (called, devices.PLUG_IN, devices.DEFAULT) if end else (called,)
    others = [other for other in devices.names(direction) if other not in taken]
    also = f"; there are also {', '.join(map(repr, others))}" if others else ""
    return Finding(devices.WHAT[direction], "ok", f"{called!r} at {chosen.rate_hertz} Hz{also}"), end


def _but(finding: Finding, state: State, wrong: str, to_do: str) -> Finding:
    return replace(finding, state=state, found=f"{finding.found}: {wrong}", to_do=to_do)


def _turned(end: End) -> str:
    return "muted" if end.muted else f"turned down to {end.level:.0%}"


def _turn_up(end: End, percent: int) -> str:
    """For a desktop, and for a terminal."""
    change = f"set-{end.kind}-mute {end.name} 0" if end.muted else f"set-{end.kind}-volume {end.name} {percent}%"
    return f"{'Unmute it' if end.muted else 'Turn it up'} in the system's sound settings (pactl {change})."
