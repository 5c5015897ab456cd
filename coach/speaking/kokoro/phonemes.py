"""What Kokoro is given: the sounds of a sentence, as espeak-ng says them, in the letters that Kokoro was taught.

After misaki (Apache-2.0), whose own dictionary is spaCy and a model: espeak-ng is wherever the coach is.
"""
# ruff: noqa: RUF001 - these letters are meant

import re
from collections.abc import Mapping, Sequence

from coach.speaking.pronunciation import transcribe

MARKS = re.compile(r"\s*([,.!?;:])\s*")
TIE = "^"
ENGLISH = {
    "ʔˌn\u0329": "tᵊn", "ʔn\u0329": "tᵊn", "ʔn": "tᵊn", "a^ɪ": "I", "a^ʊ": "W", "d^ʒ": "ʤ", "e^ɪ": "A", "t^ʃ": "ʧ",
    "ɔ^ɪ": "Y", "o^ʊ": "O", "ə^ʊ": "Q", "ə^l": "ᵊl", "ɚ": "əɹ", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪ^ə": "iə", "ʲ": "", "r": "ɹ",
    "x": "k", "ç": "k", "ɐ": "ə", "ɬ": "l", "\u0303": "", "ɾ": "T", "ʔ": "t", "e": "A", "o": "ɔ", "ː": "",
}  # fmt: skip
"""espeak-ng's sounds in American English, with the letters for them. The longest are replaced first."""
BRITISH = ENGLISH | {"ɜː": "ɜː", "ɜːɹ": "ɜːɹ", "ɪ^ə": "ɪə", "e^ə": "ɛː", "iə": "ɪə", "ɾ": "ɾ", "ː": "ː"}
SPANISH = {
    "a^ɪ": "I", "a^ʊ": "W", "e^ɪ": "A", "o^ʊ": "O", "ɔ^ɪ": "Y", "d^ʒ": "ʤ", "t^ʃ": "ʧ", "t^s": "ʦ", "d^z": "ʣ", "-": "",
}  # fmt: skip
SYLLABIC = re.compile("(\\S)\u0329")


def phonemes(sentence: str, locale: str) -> str:
    """The sounds of a sentence, its marks between them. Raises DeviceError.

    `locale`: as espeak-ng calls it: "en-us", "en-gb", "es-419".
    """
    parts = MARKS.split(sentence.strip())
    phrases, marks = parts[::2], [*_spaced(parts[1::2]), ""]
    said = iter(transcribe([phrase for phrase in phrases if phrase], locale, f"--tie={TIE}"))
    sounds = [_letters(next(said), _table(locale)) if phrase else "" for phrase in phrases]
    return "".join(sound + mark for sound, mark in zip(sounds, marks, strict=True)).strip()


def _spaced(marks: Sequence[str]) -> list[str]:
    """A full stop in place of an exclamation mark: after that Kokoro speaks sounds that are in no sentence."""
    return [f"{'.' if mark == '!' else mark} " for mark in marks]


def _table(locale: str) -> Mapping[str, str]:
    if locale.startswith("en"):
        return BRITISH if locale == "en-gb" else ENGLISH
    return SPANISH


def _letters(sounds: str, table: Mapping[str, str]) -> str:
    for sound in sorted(table, key=len, reverse=True):
        sounds = sounds.replace(sound, table[sound])
    return SYLLABIC.sub(r"ᵊ\1", sounds).replace("\u0329", "").replace(TIE, "")
