"""What a sentence means for safety, by a network that has read thousands of examples.

Rules (`risk.yaml`) catch what somebody thought of; people in danger say it in ways that nobody thought of. This is a
small sentence encoder (MiniLM, Wang et al. 2020, https://arxiv.org/abs/2002.10957), taught with the phrases of
`models/risk/phrases` by `scripts/train-risk`. A pack that has learnt brings it as `risk.npz`; one without has rules
only. It knows no names and no recordings, holds nothing that it reads, and always gives the same answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.content.learnt import NONE
from coach.content.pattern import Letters

LETTERS = Letters()
"""Accents never count: MiniLM learnt without them."""
FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
INSIDE = "##"
"""Begins a piece that goes on a word."""
RISK = "risk"
HEAD_WIDTH = 32
PART = 10
"""Pieces, eight or nine words."""
GROUP, STEP = 32, ".step"
PIECE = "piece"
SMALLEST, SMALLEST_STEP = 1e-12, 1e-6

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Reading:
    """How probable it is that a sentence tells of danger plainly (`risk`), and that it is `harmless`; 0 to 1.

    The rest is what should be asked about. `path`: the likeliest safety path.
    """

    risk: float
    harmless: float
    path: str


class Meaning:
    """The network, in numpy."""

    def __init__(self, path: Path) -> None:
        """Read the weights: four bits each, and for every `GROUP` of them the step that they count."""
        with np.load(path) as stored:
            self._stored = {name: stored[name] for name in stored.files}
        for name in [name.removesuffix(STEP) for name in self._stored if name.endswith(STEP)]:
            if name != PIECE:
                self._stored[name] = unpacked(self._stored[name], self._stored.pop(name + STEP))
        self._pieces = {piece: at for at, piece in enumerate(self._stored["pieces"].tolist())}
        self._kinds: list[str] = self._stored["kinds"].tolist()
        self._layers = sum(name.endswith(".query") for name in self._stored)

    def read(self, text: str) -> Reading:
        """What a sentence means. `text`: lower case, words and apostrophes only; accents never count.

        What is longer than the network can see at once, about fifty words, is read in parts that overlap; the worst of
        them counts. They are short, so that little talk stands around a danger.
        """
        pieces = [piece for word in LETTERS.write(text).split() for piece in self._pieces_of(word)]
        if len(pieces) <= len(self._stored["position"]) - 2:
            return self._read_part(pieces)
        parts = (pieces[at : at + PART] for at in range(0, len(pieces) - PART // 2, PART // 2))
        return min((self._read_part(part) for part in parts), key=lambda reading: reading.harmless)

    def _read_part(self, pieces: list[str]) -> Reading:
        places = np.array([self._pieces[piece] for piece in (FIRST, *pieces, LAST)])
        scores = self._linear(self._understood(places).mean(axis=0), "kind")
        chances = dict(zip(self._kinds, _softmax(scores).tolist(), strict=True))
        paths: dict[str, float] = {}
        for kind, chance in chances.items():
            if kind != NONE:
                path = kind.partition(" ")[2]
                paths[path] = paths.get(path, 0.0) + chance
        risk = sum(chance for kind, chance in chances.items() if kind.startswith(RISK))
        return Reading(risk, chances[NONE], max(paths, key=paths.__getitem__))

    def _understood(self, places: NDArray[np.int64]) -> Numbers:
        hidden = unpacked(self._stored[PIECE][places], self._stored[PIECE + STEP][places])  # few of many: as needed
        hidden = self._normed(hidden + self._stored["position"][: len(places)], "begin")
        for layer in range(self._layers):
            hidden = self._normed(hidden + self._attended(hidden, f"{layer}"), f"{layer}.attended")
            wide = _gelu(self._linear(hidden, f"{layer}.wide"))
            hidden = self._normed(hidden + self._linear(wide, f"{layer}.narrow"), f"{layer}.thought")
        return hidden

    def _attended(self, hidden: Numbers, layer: str) -> Numbers:
        query, key, value = (
            self._linear(hidden, f"{layer}.{name}").reshape(len(hidden), -1, HEAD_WIDTH).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        attention = _softmax(query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(HEAD_WIDTH)))
        return self._linear((attention @ value).transpose(1, 0, 2).reshape(hidden.shape), f"{layer}.together")

    def _linear(self, values: Numbers, name: str) -> Numbers:
        made: Numbers = values @ self._stored[name].T + self._stored[f"{name}.bias"]
        return made

    def _normed(self, values: Numbers, name: str) -> Numbers:
        centred = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + SMALLEST)
        normed: Numbers = centred / spread * self._stored[f"{name}.scale"] + self._stored[f"{name}.bias"]
        return normed

    def _pieces_of(self, word: str) -> Iterator[str]:
        """The longest known piece first, then what is left of the word (WordPiece); an apostrophe stands alone."""
        for part in word.replace("'", " ' ").split():
            yield from self._pieces_of_part(part)

    def _pieces_of_part(self, part: str) -> list[str]:
        found: list[str] = []
        start = 0
        while start < len(part):
            left = f"{INSIDE if start else ''}{part[start:]}"
            ends = range(len(left), len(INSIDE) if start else 0, -1)
            piece = next((left[:end] for end in ends if left[:end] in self._pieces), None)
            if piece is None:
                return [UNKNOWN]
            found.append(piece)
            start += len(piece) - (len(INSIDE) if start else 0)
        return found


def packed(weights: Numbers) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Weights of shape (out, in) in four bits, two to a byte, and their steps, shape (out, in / `GROUP`)."""
    groups = weights.reshape(len(weights), -1, GROUP)
    steps = np.maximum(np.abs(groups).max(axis=-1) / 7, SMALLEST_STEP).astype(np.float16)
    counts = (np.round(groups / steps[..., None].astype(np.float32)).clip(-7, 7) + 8).astype(np.uint8)
    low, high = counts.reshape(len(weights), -1, 2).transpose(2, 0, 1)
    return low | high << 4, steps


def unpacked(packed_weights: NDArray[np.uint8], steps: NDArray[np.float16]) -> Numbers:
    """The same weights, but for what four bits lose."""
    counts = np.stack([packed_weights & 15, packed_weights >> 4], axis=-1).astype(np.float32) - 8
    wide: Numbers = counts.reshape(*steps.shape, GROUP) * steps[..., None].astype(np.float32)
    return wide.reshape(len(packed_weights), -1)


def _gelu(values: Numbers) -> Numbers:
    bent = 1.0 + np.tanh(np.sqrt(2 / np.pi).astype(np.float32) * (values + 0.044715 * values**3))
    made: Numbers = 0.5 * values * bent
    return made


def _softmax(values: Numbers) -> Numbers:
    powers = np.exp(values - values.max(axis=-1, keepdims=True))
    chances: Numbers = powers / powers.sum(axis=-1, keepdims=True)
    return chances
