"""One recogniser of Vosk's on one reply, as it is spoken. Its traps are stepped around here and nowhere else.

Facts about libvosk 0.3.45 are in its source, `src/recognizer.cc`; each trap is shown in `tests/listening/vosk/`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import vosk

from coach.ports import RATE_HERTZ, Samples

UNKNOWN = "[unk]"
"""The grammar's word for all that is not in it."""
CHUNK_SAMPLES = RATE_HERTZ // 5
"""A recogniser looks for the end of an utterance once for each piece of sound that it is given."""

Word = tuple[str, float]
"""A word and its confidence, 0 to 1."""


class Decode:
    """Give it sound, then ask once for the words.

    Each reply takes a new recogniser. That is cheap, the model is shared; and giving a recogniser another grammar while
    it decodes aborts the process.
    """

    def __init__(self, model: vosk.Model, grammar: Sequence[str] | None = None) -> None:
        """`grammar`: all that may be said, beside unknown words; None for anything. Raises ValueError for an empty one.

        Vosk takes an empty grammar for none, or, where no word of it is known, goes on with a graph that is gone.
        """
        if grammar is None:
            self._recogniser = vosk.KaldiRecognizer(model, RATE_HERTZ)
        elif grammar:
            self._recogniser = vosk.KaldiRecognizer(model, RATE_HERTZ, json.dumps([*grammar, UNKNOWN]))
        else:
            raise ValueError("an empty grammar")
        self._recogniser.SetWords(True)
        self._words: list[Word] = []

    def hear(self, samples: Samples) -> None:
        """What came next of the reply."""
        pulses = (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)
        for start in range(0, len(pulses), CHUNK_SAMPLES):
            if self._recogniser.AcceptWaveform(pulses[start : start + CHUNK_SAMPLES].tobytes()):
                # To Vosk an utterance ended. It has to be asked for, or it goes on growing, in memory and in time.
                self._words += words_in(self._recogniser.Result())

    def finish(self) -> list[Word]:
        """The words of the whole reply. What is heard after this would be a new utterance: take a new decode."""
        self._words += words_in(self._recogniser.FinalResult())
        return self._words


def words_in(result: str) -> Iterator[Word]:
    """The words of one of Vosk's answers; a partial one, an empty one or a silent one may lack any key."""
    answer: Mapping[str, Any] = json.loads(result)
    for entry in answer.get("result", []):
        yield entry["word"], float(entry.get("conf", 0.0))
