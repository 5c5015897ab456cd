"""What a pack has been spoken into, once, for everybody: a sound for each sentence, and an index of them.

    sound/index.json     which voice spoke, and which file has which sentence
    sound/NAME.opus      a sentence, or a piece of one that has a gap

A sentence with a gap ("Call {emergency_number} now.") is put together at its phrases' borders, from its pieces and from
what is said in the gap ("nine nine nine"), all in the same voice. What is not there the whole line is not: no line is
spoken by two voices.
"""

import logging
import re
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import soundfile
from pydantic import Field

from coach.document import Checked
from coach.ports import RATE_HERTZ, Samples
from coach.sound.wav import resample
from coach.speaking.sentences import joined, sentences
from coach.speaking.stretching import stretched

INDEX = "index.json"
ENDING = ".opus"
GAP = re.compile(r"\{(\w+)\}")
LENGTH_TOLERANCE_SECONDS = 0.05
"""A file that was cut off is read as a shorter sound."""
HELD_SOUNDS = 64

_log = logging.getLogger(__name__)


class Sound(Checked):
    """A file with speech in it."""

    file: str = Field(pattern=r"^[0-9a-f]{12}$")
    """Its name, without the ending."""
    seconds: float


class Index(Checked):
    """What was spoken, by whom."""

    voice: str
    """As settings and reports call it: "kokoro af_heart"."""
    sentences: dict[str, Sound]
    """By what is said."""
    carriers: dict[str, list[Sound | None]] = {}
    """The pieces around its gaps, by a sentence whose gaps are open; None where there are no words."""
    values: dict[str, Sound] = {}
    """What is said in gaps."""


def open_sounds(folder: Path) -> "PackSounds | None":
    """The sounds in a pack's folder `sound`; None where it was not spoken, or nobody can read its index."""
    try:
        return PackSounds(folder, Index.model_validate_json((folder / INDEX).read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as broken:
        _log.warning("%s: cannot be read (%s). Another voice speaks.", folder / INDEX, type(broken).__name__)
        return None


class PackSounds:
    """The sounds in a pack's folder `sound`, by what is said."""

    def __init__(self, folder: Path, index: Index) -> None:
        self._folder = folder
        self._index = index

    @property
    def voice(self) -> str:
        """Who spoke, as reports call it."""
        return self._index.voice

    def has(self, text: str) -> bool:
        """Whether a whole line is there."""
        parts = [self._parts(sentence) for sentence in sentences(text)]
        return bool(parts) and all(parts)

    def find(self, text: str, rate: float) -> Samples | None:
        """The sound of a line; None where it is not there, or a file of it is broken, which is told."""
        spoken = [(sentence, self._sound(self._parts(sentence))) for sentence in sentences(text)]
        whole = [(sentence, sound) for sentence, sound in spoken if sound is not None]
        return stretched(joined(whole), rate) if whole and len(whole) == len(spoken) else None

    def _parts(self, sentence: str) -> list[Sound]:
        """The files of a sentence, in their order; none where it is not there."""
        if whole := self._index.sentences.get(sentence):
            return [whole]
        for carrier, pieces in self._carriers:
            if filled := carrier.fullmatch(sentence):
                values = [self._value(value) for value in filled.groups()]
                if all(values):
                    return _between(pieces, values)
        return []

    def _value(self, value: str) -> list[Sound]:
        """What is said in a gap; a number that is not there as a whole is said digit by digit."""
        values = self._index.values
        said = [value] if value in values else value.split()
        return [values[word] for word in said] if all(word in values for word in said) else []

    def _sound(self, parts: list[Sound]) -> Samples | None:
        sounds = [self._read(part.file, part.seconds) for part in parts]
        if not sounds or any(sound is None for sound in sounds):
            return None
        return np.concatenate([sound for sound in sounds if sound is not None])

    @cached_property
    def _carriers(self) -> list[tuple[re.Pattern[str], list[Sound | None]]]:
        return [(_pattern(text), pieces) for text, pieces in self._index.carriers.items()]

    @lru_cache(maxsize=HELD_SOUNDS)  # noqa: B019 - there is one of these, as long as there is a coach
    def _read(self, file: str, seconds: float) -> Samples | None:
        path = self._folder / f"{file}{ENDING}"
        try:
            samples, rate_hertz = soundfile.read(path, dtype="float32")
        except (soundfile.SoundFileError, OSError) as broken:
            _log.warning("%s: cannot be read (%s). Another voice says this line.", path, type(broken).__name__)
            return None
        if abs(len(samples) / rate_hertz - seconds) > LENGTH_TOLERANCE_SECONDS:
            _log.warning("%s: was cut off. Another voice says this line.", path)
            return None
        return resample(samples, rate_hertz, RATE_HERTZ)


def _between(pieces: list[Sound | None], values: list[list[Sound]]) -> list[Sound]:
    parts: list[Sound] = []
    for piece, value in zip(pieces, [*values, []], strict=True):
        parts += [piece] if piece else []
        parts += value
    return parts


def _pattern(carrier: str) -> re.Pattern[str]:
    """What a carrier is when its gaps are filled."""
    words = GAP.split(carrier)[::2]
    return re.compile("(.+)".join(re.escape(part) for part in words))
