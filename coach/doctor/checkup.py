"""The checkup of a machine: every part that a spoken session needs, one after the other."""

import platform
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from coach import bootstrap
from coach.doctor import sound_check
from coach.doctor.finding import Finding
from coach.errors import CoachError, DeviceError
from coach.settings import Settings

LEAST_FREE_BYTES = 50_000_000
WITHOUT_MICROPHONE = "Until then `coach run --keys` speaks, and is answered with the keys."


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings, each as soon as it is there."""
    yield Finding("versions", "ok", _versions())
    yield _try("pack", lambda: _pack(settings))
    yield _try("contacts", lambda: _contacts(settings))
    yield _try("staff", lambda: _staff(settings))
    yield _try("cache", lambda: _cache(settings.cache_folder))
    yield _try("loudspeaker", lambda: sound_check.device("loudspeaker", settings.loudspeaker))
    yield _or_keys(_try("microphone", lambda: sound_check.microphone(settings)))
    yield _try("model", lambda: sound_check.model(settings))
    yield _try("voice and ear", lambda: sound_check.voice_and_ear(settings))
    yield _try("barge-in", lambda: sound_check.barge_in(settings))


def _versions() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("sounddevice", "onnxruntime", "vosk", "pyttsx3"))
    return f"coach {version('craving-coach')}, Python {platform.python_version()} in {sys.prefix}, {packages}"


def _pack(settings: Settings) -> Finding:
    pack = bootstrap.open_pack(settings)
    return Finding("pack", "ok", f"{pack.header.id} in {pack.folder}, {len(pack.exercises)} exercises")


def _contacts(settings: Settings) -> Finding:
    contacts = settings.contacts()
    named = f"{contacts.emergency_number}; {contacts.crisis_line}, {contacts.crisis_number}"
    return Finding("contacts", "ok", f"{named} (country {settings.country}): right for this place?")


def _staff(settings: Settings) -> Finding:
    if not settings.staff_command:
        return Finding("staff", "ok", "nobody is called: the settings name no staff_command")
    program = shlex.split(settings.staff_command)[0]
    if shutil.which(program) is None:
        return Finding("staff", "wrong", f"There is no program {program!r}.", "Mend staff_command in the settings.")
    return Finding("staff", "ok", f"called by {settings.staff_command!r}; not tried")


def _cache(folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free_bytes = shutil.disk_usage(folder).free
    except OSError as failure:
        raise DeviceError(
            f"{folder} cannot be written to ({failure.strerror}).", "Set cache_folder to a folder that can."
        ) from None
    if free_bytes < LEAST_FREE_BYTES:
        raise DeviceError(f"The disk of {folder} has {free_bytes / 1e6:.0f} MB left.", "Make room on it.")
    return Finding("cache", "ok", f"{folder}, {free_bytes / 1e9:.1f} GB free")


def _or_keys(microphone: Finding) -> Finding:
    if microphone.state != "wrong":
        return microphone
    return replace(microphone, to_do=f"{microphone.to_do} {WITHOUT_MICROPHONE}")


def _try(part: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except CoachError as error:
        return Finding(part, "wrong", error.problem, error.fix.strip())
