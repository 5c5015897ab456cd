"""How each word is pronounced: as the synthesisers say it, alone and between two other words."""

from collections.abc import Iterator, Sequence

from tqdm import tqdm

from models.vosk.phones import SILENCE, SPEECH
from models.vosk.synthesis import espeak, flite_phones

UNKNOWN = "[unk]"
"""The word for speech that is none of the words."""
ESPEAK_VOICES = ("en-us", "en")
NEIGHBOUR = "six"
"""Said on both sides of a word: begins and ends with a sound that nothing melts into."""
WEAK_FORMS = {
    "a": ("AH", "EY"), "the": ("DH AH", "DH IY"), "to": ("T AH", "T UW", "T UH"), "for": ("F ER", "F AO R"),
    "of": ("AH V",), "and": ("AH N D", "AE N D", "AH N"), "am": ("AH M", "AE M"), "at": ("AH T", "AE T"),
    "can": ("K AH N", "K AE N"), "is": ("IH Z",), "it": ("IH T",), "in": ("IH N",), "my": ("M AY",), "i": ("AY",),
    "was": ("W AH Z",), "do": ("D UW", "D AH"), "so": ("S OW",), "that": ("DH AE T", "DH AH T"),
    "had": ("HH AE D", "HH AH D"), "have": ("HH AE V", "HH AH V"),
}  # fmt: skip
"""Short words are swallowed within a sentence, in more ways than two neighbours show."""

Pronunciation = tuple[str, ...]


def lexicon(words: Sequence[str]) -> list[tuple[str, Pronunciation]]:
    """Every word with each of its pronunciations, and the word for all that is none of them."""
    known: dict[tuple[str, Pronunciation], None] = {}
    for word in tqdm(words, "Pronouncing", unit=" words", disable=None):
        for said in _pronunciations(word):
            phones = tuple(phone for phone in said if phone != SILENCE)
            if phones and SPEECH not in phones:
                known[word, phones] = None
    return [*known, (UNKNOWN, (SPEECH,))]


def _pronunciations(word: str) -> Iterator[Sequence[str]]:
    for voice in ESPEAK_VOICES:
        yield _espeak_phones(word, voice)
    yield flite_phones(word)
    yield from (form.split() for form in WEAK_FORMS.get(word, ()))
    for voice in ESPEAK_VOICES:
        around = _espeak_phones(NEIGHBOUR, voice)
        whole = _espeak_phones(f"{NEIGHBOUR} {word} {NEIGHBOUR}", voice)
        if whole[: len(around)] == around and whole[-len(around) :] == around:
            yield whole[len(around) : -len(around)]


def _espeak_phones(text: str, voice: str) -> list[str]:
    return [phone for _, _, phone in espeak().say(text, voice).segments if phone != SILENCE]
