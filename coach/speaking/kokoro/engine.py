"""Kokoro speaks: phonemes in, 24 kHz out, sentence by sentence. Lives in a worker process (`coach.worker`)."""

import functools
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.errors import DeviceError
from coach.inference import open_network
from coach.ports import RATE_HERTZ, Samples
from coach.sound.wav import resample
from coach.speaking.kokoro.phonemes import phonemes
from coach.speaking.loudness import even_out, trimmed
from coach.speaking.sentences import joined, sentences

NETWORK = "kokoro-v1.0.int8.onnx"
KOKORO_HERTZ = 24_000
CALM_SPEED = 0.7
"""Of Kokoro's own, which hurries: 215 words a minute, counted over three of our lines with `af_heart`; so 151, and
with the pauses between our sentences 140."""
MOST_SYMBOLS = 510
"""The network takes no more at once; a sentence of a pack has 120 at most."""
VERIFY = "Run `coach models verify`."
STYLE = (510, 256)
"""A voice's numbers: a row for each count of symbols."""
SYMBOLS: dict[str, int] = json.loads((Path(__file__).parent / "symbols.json").read_text(encoding="utf-8"))
"""The letters that Kokoro was taught, with their numbers (its config.json, Apache-2.0)."""


class Kokoro:
    """Speaks with one of Kokoro's voices."""

    def __init__(self, network: Path, voice: Path, locale: str) -> None:
        """`network`, `voice`: the files; `locale`: as espeak-ng calls what is spoken, "en-us"."""
        self._path = network
        self._voice = voice
        self._locale = locale

    def synthesise(self, text: str, rate: float) -> Samples:
        """The sound of one utterance. Raises DeviceError if the model's files are broken."""
        spoken = [(sentence, self.speak(sentence, CALM_SPEED * rate)) for sentence in sentences(text)]
        return even_out(joined((sentence, resample(sound, KOKORO_HERTZ, RATE_HERTZ)) for sentence, sound in spoken))

    def speak(self, sentence: str, speed: float) -> Samples:
        """The sound of one sentence at 24 kHz, without the silence around it."""
        symbols = [SYMBOLS[letter] for letter in phonemes(sentence, self._locale) if letter in SYMBOLS][:MOST_SYMBOLS]
        given = {
            "tokens": np.array([[0, *symbols, 0]], np.int64),
            "style": self._style[min(len(symbols), len(self._style)) - 1][np.newaxis],
            "speed": np.array([speed], np.float32),
        }
        return trimmed(self._network.run(None, given)[0].ravel(), KOKORO_HERTZ)

    @functools.cached_property
    def _network(self) -> Any:
        try:
            return open_network(self._path)
        except Exception as broken:
            problem = f"{self._path}: is no working network ({type(broken).__name__})."
            raise DeviceError(problem, VERIFY) from None

    @functools.cached_property
    def _style(self) -> NDArray[np.float32]:
        try:
            return np.fromfile(self._voice, np.float32).reshape(STYLE)
        except (OSError, ValueError) as broken:
            problem = f"{self._voice}: is no voice of Kokoro's ({type(broken).__name__})."
            raise DeviceError(problem, VERIFY) from None
