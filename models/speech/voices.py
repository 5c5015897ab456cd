"""The synthetic voices that there are: a stand-in where nobody was recorded. Real speech is not synthetic speech."""

import hashlib
import subprocess
from collections.abc import Sequence
from pathlib import Path

import platformdirs

from coach.errors import DeviceError
from models.speech.corpus import Clip

SPOKEN = platformdirs.user_cache_path("coach") / "measure"
"""Where they are kept from one measurement to the next; made up, nobody's words."""

ESPEAK = {
    "espeak us": ("en-us", 150),
    "espeak us f3": ("en-us+f3", 150),
    "espeak us m7 slow": ("en-us+m7", 120),
    "espeak gb m3": ("gmw/en+m3", 150),
    "espeak gb f2": ("gmw/en+f2", 150),
    "espeak rp f5 fast": ("en-gb-x-rp+f5", 185),
    "espeak scotland": ("en-gb-scotland", 150),
    "espeak caribbean f4": ("en-029+f4", 150),
}
"""By name: espeak-ng's voice, and words a minute. Not `en-gb+f2`: espeak-ng 1.51 drops the variant there, unsaid."""
FLITE = {f"flite {voice}": voice for voice in ("slt", "rms", "awb", "kal16")}
VOICES = (*ESPEAK, *FLITE)


def spoken(said: str, means: str, voice: str, of_list: str = "") -> Clip:
    """A clip of these words. Raises DeviceError where the synthesiser is missing or fails."""
    path = SPOKEN / voice.replace(" ", "-") / f"{hashlib.sha256(said.encode()).hexdigest()[:16]}.wav"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished.wav")
        speak(_command(said, voice, unfinished))
        unfinished.replace(path)
    return Clip(path, said, means, voice, of_list)


def speak(command: Sequence[str]) -> None:
    """Run a synthesiser. Raises DeviceError where it is missing or fails."""
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=20.0)
    except (OSError, subprocess.SubprocessError) as failure:
        program = command[0]
        raise DeviceError(f"{program} does not speak ({failure}).", f"Run: sudo apt install {program}") from None


def _command(said: str, voice: str, path: Path) -> Sequence[str]:
    if voice in FLITE:
        return ["flite", "-voice", FLITE[voice], "-t", said, "-o", str(path)]
    name, words_a_minute = ESPEAK[voice]
    return ["espeak-ng", "-v", name, "-s", str(words_a_minute), "-w", str(path), said]
