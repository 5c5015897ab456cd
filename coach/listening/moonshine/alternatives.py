"""What else may have been said: other sentences that the sound is nearly as like as the one that the model wrote.

Several beginnings are followed side by side, the likeliest of each length (beam search). Whether one of the sentences
tells of danger is decided by the safety listener, which knows what danger sounds like: this only offers them. Replaces
a search for risk phrases along the decode, which found one or two in a hundred more dangers where this finds ten
(2026-11-22, `docs/safety.md`).
"""

from collections.abc import Sequence

import numpy as np

from coach.content.pattern import plain
from coach.listening.moonshine.model import Listened, Model
from coach.listening.moonshine.tokens import END, Tokens

Scored = tuple[float, list[int]]
"""The log probability of a sentence, and its tokens."""
WIDTH = 4
"""So many sentences are followed."""
NEAR = 3.0
"""Nats behind the likeliest. Of 593 sentences by synthetic voices in a kitchen danger was noticed in 75 of a hundred by
the first alone, in 82 with those within 1.5 nats, in 85 within 3."""
LEAST_CONFIDENCE = -1.2
"""Nats a token: what is written with less is babble, and may be like anything."""
TOKENS_MORE = 8
"""An alternative is hardly longer than what was written."""
ALONE = -float(np.log1p(np.exp(-NEAR)))
"""A sentence that is more probable than this, in nats, leaves no room for another one within `NEAR`."""


class Alternatives:
    """Finds other sentences for a sound."""

    def __init__(self, model: Model, tokens: Tokens) -> None:
        self._model, self._tokens = model, tokens

    def of(self, listened: Listened, written: Sequence[int], logs: Sequence[float]) -> tuple[str, ...]:
        """The nearest first; those that differ in signs or capitals only are one.

        `written`: the tokens of the open decode. `logs`: the log probability of each, and of the end.
        """
        if not written or np.mean(logs) < LEAST_CONFIDENCE or sum(logs) > ALONE:
            return ()
        sentences = self._sentences(listened, len(written) + TOKENS_MORE)
        near = [self._tokens.decode(ids) for score, ids in sentences if score > sentences[0][0] - NEAR]
        texts = {plain(text): text for text in reversed(near)}
        texts.pop(plain(self._tokens.decode(written)), None)
        return tuple(reversed(texts.values()))

    def _sentences(self, listened: Listened, most: int) -> list[Scored]:
        """The likeliest sentences that were followed to their end, the likeliest first."""
        ended: list[Scored] = []
        followed: list[Scored] = [(0.0, [])]
        state = listened.start
        for _ in range(most):
            longer = [
                (score + float(logs[token]), row, int(token))
                for row, ((score, _), logs) in enumerate(zip(followed, state.log_probabilities, strict=True))
                for token in np.argpartition(-logs, WIDTH)[: WIDTH + 1]
            ]
            longer = sorted(longer, reverse=True)[: 2 * WIDTH]
            ended += [(score, followed[row][1]) for score, row, token in longer if token == END]
            least = max((score for score, _ in ended), default=-np.inf) - NEAR
            going = [(score, row, token) for score, row, token in longer if token != END and score > least][:WIDTH]
            if not going:
                break
            state = self._model.extend(listened, state, [row for _, row, _ in going], [token for *_, token in going])
            followed = [(score, [*followed[row][1], token]) for score, row, token in going]
        return sorted(ended or followed, reverse=True)
