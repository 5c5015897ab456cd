"""A language model that knows a few texts, and how probable each is."""

from collections.abc import Mapping, Sequence

import numpy as np

from coach.listening.moonshine.model import Listened, Model, Prefixes
from coach.listening.moonshine.tokens import END, Tokens
from coach.ports import Samples

IMPOSSIBLE = 1e-12


class FakeLanguageModel(Model):
    """Stands in for Moonshine's networks: whatever the sound, these texts with these probabilities."""

    def __init__(self, tokens: Tokens, size: int, texts: Mapping[str, float]) -> None:
        self._size = size
        self._texts = [((*(tokens.encode(text) or ()), END), probability) for text, probability in texts.items()]
        self.extended = 0
        """How many beginnings were asked about."""

    def listen(self, samples: Samples) -> Listened:
        """The empty text."""
        nothing = np.zeros((1, 0), np.float32)
        return Listened(nothing, (), Prefixes(self._next(()), (nothing,)))

    def extend(self, listened: Listened, prefixes: Prefixes, which: Sequence[int], tokens: Sequence[int]) -> Prefixes:
        """Each prefix with one more token. The decoder's memory is the prefix itself."""
        self.extended += len(tokens)
        (said,) = prefixes.memory
        longer = np.concatenate([said[list(which)], np.array(tokens, np.float32)[:, None]], axis=1)
        rows = [self._next(tuple(int(token) for token in row)) for row in longer]
        return Prefixes(np.concatenate(rows), (longer,))

    def _next(self, prefix: tuple[int, ...]) -> Samples:
        follows = np.full((1, self._size), IMPOSSIBLE, np.float32)
        for ids, probability in self._texts:
            if ids[: len(prefix)] == prefix and len(ids) > len(prefix):
                follows[0, ids[len(prefix)]] += probability
        likely: Samples = np.log(follows / follows.sum())
        return likely
