"""A second view of a short reply: which of the words that answer was it, or was it another one?

The decoder hears words as part of a text, and takes a short word for a likelier text. This is a small network on the
same output of the encoder that was trained on short replies only: a convolution, four attentive means over time
(Lin et al. 2017, https://arxiv.org/abs/1703.03130), one hidden layer. It costs less than a millisecond.
`scripts/train-words` makes its weights, which hold no recording: `words.npz`, 0.2 MB.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("words.npz")
OTHER = "(other)"
"""All that is none of the words: other words, sentences, hesitations, noise."""
LEAST = -8.0
"""No word is less likely than this; nothing in between was ever worth telling apart."""


class Words:
    """The network, in numpy. A reply of an unknown phrase is `OTHER` to it."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        """Read the weights."""
        with np.load(path) as stored:
            self._names = tuple(stored["names"].tolist())
            self._weights = {name: stored[name].astype(np.float32) for name in stored.files if name != "names"}

    def hear(self, hidden: NDArray[np.float32]) -> Mapping[str, float]:
        """Natural log of the probability of each known reply, and of `OTHER`.

        `hidden`: what the encoder made of a whole reply, shape (time, width).
        """
        weights = self._weights
        narrow = hidden @ weights["narrow"] + weights["narrow_bias"]
        span = weights["across"].shape[0]
        padded = np.pad(narrow, ((span // 2, span // 2), (0, 0)))
        windows = np.lib.stride_tricks.sliding_window_view(padded, span, axis=0).transpose(0, 2, 1)
        sounds = np.maximum(np.tensordot(windows, weights["across"], 2) + weights["across_bias"], 0.0)
        attention = np.exp(_log_softmax(sounds @ weights["attention"], axis=0))
        reply = np.tanh((attention.T @ sounds).ravel() @ weights["reply"] + weights["reply_bias"])
        logs = _log_softmax(reply @ weights["word"] + weights["word_bias"], axis=0)
        return {name: max(float(log), LEAST) for name, log in zip(self._names, logs, strict=True)}


def _log_softmax(scores: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    shifted = scores - scores.max(axis=axis, keepdims=True)
    normalised: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return normalised
