"""The speech engines there are, each in a process of its own that is begun when it first has to speak.

Each is imported where it is asked for: who speaks with one pays for no other, and two of them are extras.
"""
# ruff: noqa: PLC0415 - see above

from pathlib import Path
from typing import Any, NamedTuple

from coach.errors import CallerError, meant
from coach.worker import Worker

ESPEAK_TIMEOUT_SECONDS, PIPER_TIMEOUT_SECONDS = 2.0, 10.0
"""For one line. espeak-ng takes 0.01 s, Piper on a Raspberry Pi 4 up to three quarters of the line's own length."""
KOKORO_TIMEOUT_SECONDS = 60.0
"""On a Raspberry Pi 4 up to seven times the line's own length: there it only renders ahead."""
SERVER_TIMEOUT_SECONDS = 12.0
"""It has a deadline of its own before that (`coach/wyoming.py`)."""
KOKORO_LOCALES = {"a": "en-us", "b": "en-gb", "e": "es-419"}


class Engine(NamedTuple):
    """What speaks: its name in reports and for stored prompts, its process, and how long it is waited for."""

    name: str
    worker: Worker
    timeout_seconds: float = ESPEAK_TIMEOUT_SECONDS


def espeak(voice: str) -> Engine:
    """The one that is always there, with one of its voices: "en-us". Raises DeviceError where it is not installed."""
    from coach.speaking.espeak import Espeak, require_espeak

    require_espeak()
    return Engine(f"espeak {voice}", Worker("espeak-ng", Espeak, voice))


def piper(model: Path | None) -> Engine:
    """The one that somebody installed. Raises CallerError, DeviceError where a part of it is missing."""
    from coach.speaking.piper import Piper, require_piper

    model = require_piper(model)
    return Engine(f"piper {model.name}", Worker("piper", Piper, model), PIPER_TIMEOUT_SECONDS)


def kokoro(network: Path, voices: Path, voice: str, language: str) -> Engine:
    """The one that the packs are spoken with. `network`, `voices`: its models' folders; `language`: "en".

    Raises CallerError for a voice that it does not have, or that speaks another language.
    """
    known = {file.stem: file for file in sorted(voices.glob("*.bin")) if locale_of(file.stem).startswith(language)}
    if voice not in known:
        fix = f"{meant(voice, known)}It has {', '.join(known) or 'none'}."
        raise CallerError(f"Kokoro has no voice {voice!r} that speaks {language}.", fix)
    worker = Worker("kokoro", _kokoro, network, known[voice], locale_of(voice))
    return Engine(kokoro_name(voice), worker, KOKORO_TIMEOUT_SECONDS)


def locale_of(voice: str) -> str:
    """How espeak-ng calls what a voice speaks; its name begins with that."""
    return KOKORO_LOCALES.get(voice[:1], "")


def kokoro_name(voice: str) -> str:
    """How Kokoro with one of its voices is called, also in the index of a pack's sounds."""
    return f"kokoro {voice}"


def site(server: str) -> Engine:
    """One of the site's own, on another machine."""
    from coach.speaking.site_voice import SiteVoice

    return Engine(f"wyoming {server}", Worker("wyoming", SiteVoice, server), SERVER_TIMEOUT_SECONDS)


def _kokoro(folder: Path, voice: Path, locale: str) -> Any:
    from coach.speaking.kokoro.engine import NETWORK, Kokoro  # in its own process: onnxruntime takes 30 MB

    return Kokoro(folder / NETWORK, voice, locale)
