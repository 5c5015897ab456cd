"""How words are pronounced, as espeak-ng, which is also the coach's voice, would say them.

It knows the sounds of every language that the coach may speak, and needs no dictionary of its own.
"""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence

from coach.errors import DeviceError

ESPEAK = "espeak-ng"
TIMEOUT_SECONDS = 60.0
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
"""Of letters: of what has none espeak-ng says nothing, and its answers could not be told apart."""
LONGEST_LETTERS = 250
"""What is longer is no word and no phrase; a word without end keeps espeak-ng busy for seconds."""
NO_SERVER = {"PULSE_SERVER": "unix:/dev/null"}
"""espeak-ng looks for the sound server as soon as it starts, even if it is to play nothing. Where there is none, this
leaves folders in /tmp and in the user's home (espeak-ng 1.51, libpulse 16)."""
NO_SOUNDS = re.compile(r"\([a-z-]+\)|[\s\u02c8\u02cc\u203f\u200d]")
"""Stress, ties, and the marks of a change of language: `(en)`."""


def pronounce(texts: Sequence[str], locale: str) -> Mapping[str, str]:
    """The sounds of each text in the International Phonetic Alphabet, without stress: one or two letters a sound.

    What has no words, or is longer than any phrase, has no sounds.

    Raises DeviceError where espeak-ng is missing or does not speak the language.
    """
    written = {text: " ".join(WORD.findall(text)) for text in texts}
    spoken = [text for text, words in written.items() if 0 < len(words) <= LONGEST_LETTERS]
    said = transcribe([written[text] for text in spoken], locale)
    return dict.fromkeys(written, "") | {text: NO_SOUNDS.sub("", line) for text, line in zip(spoken, said, strict=True)}


def transcribe(phrases: Sequence[str], locale: str, *options: str) -> list[str]:
    """What espeak-ng writes for each phrase, which has words and no marks. Raises DeviceError as `pronounce` does."""
    command = [ESPEAK, "-q", "--ipa", "-b", "1", "-v", locale.lower(), *options, "--stdin"]
    try:
        answer = subprocess.run(
            command, env=os.environ | NO_SERVER, input="\n\n".join(phrases) + "\n",
            capture_output=True, encoding="utf-8", check=True, timeout=TIMEOUT_SECONDS,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as failure:
        raise DeviceError(
            f"{ESPEAK} does not say how {locale} is pronounced.", "Install it: sudo apt-get install espeak-ng."
        ) from failure
    said = [line.strip() for line in answer.stdout.splitlines() if line.strip()]
    if len(said) != len(phrases):
        raise DeviceError(f"{ESPEAK} pronounced {len(said)} of {len(phrases)} texts.", "Update espeak-ng.")
    return said
