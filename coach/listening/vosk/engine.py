"""Vosk as an ear's engine: a closed grammar and an open recogniser hear the same sound, and are compared.

The grammar's own confidence says little: it is near 1 for words that were never said. What the open decode confirms
is sure. Facts about libvosk 0.3.45 are in its source: `src/recognizer.cc` and `src/model.cc`.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import vosk

from coach.effects import Expectation
from coach.errors import DeviceError
from coach.hush import hushed
from coach.listening.recognition import Recognition
from coach.listening.vosk import MODEL
from coach.ports import RATE_HERTZ, Samples

UNKNOWN = "[unk]"
"""The grammar's word for all that is not in it."""
CHUNK_SAMPLES = RATE_HERTZ // 5
SOUND_ALIKE = {"know": "no", "to": "two", "too": "two", "for": "four", "ate": "eight", "won": "one"}
"""Which of these is written says nothing about what was said: a grammar that holds "no" and "i don't know" gives each
half of the confidence."""

Word = tuple[str, float]
"""A word and its confidence, 0 to 1."""

log = logging.getLogger(__name__)


class VoskEngine:
    """Scores are mean confidences of words, 0 to 1; the gap counts words that differ between the two decodes."""

    def __init__(self, folder: Path) -> None:
        vosk.SetLogLevel(-1)
        try:
            with hushed():  # Kaldi explains a damaged file in many lines of its own, at any log level
                # Only ever by path: by name or language Vosk would search the network, and may end the process.
                self._model = vosk.Model(model_path=str(folder))
                vosk.KaldiRecognizer(self._model, RATE_HERTZ)  # reads the graphs
        except Exception as unreadable:  # Vosk raises nothing more exact
            raise DeviceError(
                f"{folder}: Vosk cannot read this speech model.", f"Run `coach models fetch {MODEL}`."
            ) from unreadable
        self._told: set[str] = set()

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """Hear a whole reply against what was expected."""
        pulses = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
        known = self._known(expectation.phrases)
        opened = [word for word, _ in self._decode(pulses, None)]
        closed = self._decode(pulses, known) if known else []
        ranked = _rank(closed, opened, known)
        gap = _words_apart(_sounds(ranked[0][0].split()), _sounds(opened)) if ranked else float("inf")
        return Recognition(ranked, " ".join(opened), gap)

    def _known(self, phrases: Sequence[str]) -> list[str]:
        """The phrases all of whose words the model knows. Vosk would drop the others' words without a sound."""
        known = []
        strange: set[str] = set()
        for phrase in phrases:
            unknown = {word for word in phrase.split() if self._model.vosk_model_find_word(word) < 0}
            strange |= unknown
            if not unknown:
                known.append(phrase)
        if fresh := sorted(strange - self._told):
            self._told |= strange
            log.warning("The ear's model does not know, so phrases with it cannot be heard: %s", ", ".join(fresh))
        return known

    def _decode(self, pulses: np.ndarray[tuple[int], np.dtype[np.int16]], grammar: list[str] | None) -> list[Word]:
        """The words in a sound. A new recogniser each time is cheap, and changing a grammar while decoding aborts."""
        if grammar is None:
            recogniser = vosk.KaldiRecognizer(self._model, RATE_HERTZ)
        else:
            recogniser = vosk.KaldiRecognizer(self._model, RATE_HERTZ, json.dumps([*grammar, UNKNOWN]))
        recogniser.SetWords(True)
        words: list[Word] = []
        for start in range(0, len(pulses), CHUNK_SAMPLES):
            if recogniser.AcceptWaveform(pulses[start : start + CHUNK_SAMPLES].tobytes()):
                words += _words(recogniser.Result())  # must be asked for, or the utterance grows without end
        words += _words(recogniser.FinalResult())
        return words


def _words(result: str) -> Iterator[Word]:
    for entry in json.loads(result).get("result", []):
        yield entry["word"], float(entry["conf"])


def _rank(closed: list[Word], opened: list[str], phrases: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """The grammar's phrase, then the open decode's. A grammar mixes word orders, so only whole phrases count."""
    by_sound = {tuple(_sounds(phrase.split())): phrase for phrase in reversed(phrases)}
    confidences = [confidence for word, confidence in closed if word != UNKNOWN]
    first = by_sound.get(tuple(_sounds([word for word, _ in closed])))
    second = by_sound.get(tuple(_sounds(opened)))
    ranked = [(first, sum(confidences) / len(confidences))] if first else []
    if second and second != first:
        ranked.append((second, 0.0))
    return tuple(ranked)


def _sounds(words: Iterable[str]) -> list[str]:
    """The words without those that are none, one spelling for those that sound alike."""
    return [SOUND_ALIKE.get(word, word) for word in words if word != UNKNOWN]


def _words_apart(one: list[str], other: list[str]) -> int:
    """The least number of words to put in, take out or change (Levenshtein)."""
    row = list(range(len(other) + 1))
    for here, word in enumerate(one, 1):
        diagonal, row[0] = row[0], here
        for there, against in enumerate(other, 1):
            diagonal, row[there] = row[there], min(
                row[there] + 1, row[there - 1] + 1, diagonal + (word != against)
            )
    return row[-1]
