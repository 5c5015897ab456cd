"""Moonshine's two networks: one listens to a sound once, the other says how probable each next token is.

Useful Sensors' Moonshine tiny (MIT), https://arxiv.org/abs/2410.15608, in the .ort files of the wheel moonshine-voice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.errors import DeviceError
from coach.inference import open_network
from coach.listening.moonshine import DECODER_FILE, ENCODER_FILE, MODEL
from coach.listening.moonshine.tokens import BEGIN
from coach.ports import RATE_HERTZ, Samples

MARGIN = np.zeros(RATE_HERTZ // 4, np.float32)
"""Silence put at both ends. Without it 72 of 120 replies were right, with 0.25 to 0.5 s 104 to 108."""
UNLIMITED = np.ones((1, 1), np.int64)
"""The decoder's attention mask counts audio samples, and one of the encoder's length fails above 9.27 s of sound."""


@dataclass(frozen=True)
class Prefixes:
    """Some beginnings of a text, all of the same length.

    `log_probabilities`: of each next token, shape (prefixes, vocabulary). `memory`: the decoder's own state.
    """

    log_probabilities: NDArray[np.float32]
    memory: tuple[NDArray[np.float32], ...]


@dataclass(frozen=True)
class Listened:
    """A sound after the encoder. `start`: the empty text."""

    hidden: NDArray[np.float32]
    across: tuple[NDArray[np.float32], ...]
    start: Prefixes


class Model:
    """Both networks."""

    def __init__(self, folder: Path) -> None:
        self._encoder, self._decoder = (_open(folder / name) for name in (ENCODER_FILE, DECODER_FILE))
        shapes = {entry.name: entry.shape for entry in self._decoder.get_inputs()}
        self._own = [name for name in shapes if name.startswith("past_key_values") and ".decoder." in name]
        self._across = [name.replace(".decoder.", ".encoder.") for name in self._own]
        _, heads, _, width = shapes[self._own[0]]
        self._nothing = np.zeros((1, heads, 0, width), np.float32)
        self._own_outputs = [name.replace("past_key_values", "present") for name in self._own]
        self._across_outputs = [name.replace("past_key_values", "present") for name in self._across]

    def listen(self, samples: Samples) -> Listened:
        """Take in a sound of any length."""
        padded = np.concatenate([MARGIN, samples, MARGIN])[None]
        (hidden,) = self._encoder.run(None, {"input_values": padded, "attention_mask": np.ones(padded.shape, np.int64)})
        nothing = dict.fromkeys(self._own + self._across, self._nothing)
        logits, *memory = self._decoder.run(
            ["logits", *self._own_outputs, *self._across_outputs],
            self._inputs(hidden, [BEGIN], with_memory=False) | nothing,
        )
        own, across = memory[: len(self._own)], memory[len(self._own) :]
        return Listened(hidden, tuple(across), Prefixes(_log_softmax(logits[:, -1]), tuple(own)))

    def extend(self, listened: Listened, prefixes: Prefixes, which: Sequence[int], tokens: Sequence[int]) -> Prefixes:
        """New prefixes: for each i, prefix `which[i]` and then token `tokens[i]`."""
        rows = np.asarray(which)
        # The encoder's tensors stay at batch 1: the graph broadcasts them, which saves a copy for each prefix.
        memory = {name: past[rows] for name, past in zip(self._own, prefixes.memory, strict=True)}
        across = dict(zip(self._across, listened.across, strict=True))
        logits, *own = self._decoder.run(
            ["logits", *self._own_outputs], self._inputs(listened.hidden, tokens, with_memory=True) | memory | across
        )
        return Prefixes(_log_softmax(logits[:, -1]), tuple(own))

    @staticmethod
    def _inputs(hidden: NDArray[np.float32], tokens: Sequence[int], *, with_memory: bool) -> dict[str, Any]:
        return {
            "encoder_attention_mask": UNLIMITED,
            "encoder_hidden_states": hidden,
            "input_ids": np.array(tokens, np.int64)[:, None],
            "use_cache_branch": np.array([with_memory]),
        }


def _open(path: Path) -> Any:
    try:
        return open_network(path)
    except Exception as unreadable:  # whatever onnxruntime raises
        raise DeviceError(f"{path}: this file is damaged.", f"Run `coach models fetch {MODEL}`.") from unreadable


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    normalised: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normalised
