"""What else may have been said: risk phrases that the sound is nearly as like as what the model wrote.

From each beginning of a word of the open decode the phrases are followed as a tree, and compared with what the model
wrote over as many tokens. A phrase that is near, and ends where a word ends, gives another reading of the whole reply.
Whether that reading is about a risk is decided by the safety listener, which knows negation, tense and idiom: so "took
too many" followed by "days off" is none. The states of the open decode are used again: only what is near costs time.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from coach.listening.moonshine.model import Listened, Model, Prefixes
from coach.listening.moonshine.tokens import END, Tokens

NEAR = 4.0
"""So many nats behind what the model wrote, over as many tokens. Of 24 sentences about risk at 10 dB, by synthetic
voices, 12 were found without a second reading, 19 with 3 nats, 21 with 5, 22 with 7; of 24 harmless ones asked about 1,
3, 3, 7. It took 13, 27 and 60 ms (2026-11-22)."""
CALLS_AT_MOST = 16
"""So often the decoder is asked for phrases; the nearest come first. A call takes 2 to 4 ms."""
READINGS_AT_MOST = 3
TOKENS_AFTER = 5
"""So much of what follows is read: enough for "days off", "years ago"."""
LEAST_CONFIDENCE = -1.2
"""Nats a token: what is written with less is babble, and may be like anything."""
WORD_ENDS = 0.2
"""How probable the end of the word must be: "hurt him", not the beginning of "hurt himalayan"."""


@dataclass
class _Node:
    branches: dict[int, "_Node"] = field(default_factory=dict)
    complete: bool = False


@dataclass(frozen=True)
class Decoded:
    """An open decode: its tokens, the log probability of each (and of the end), the state before each."""

    ids: Sequence[int]
    logs: Sequence[float]
    states: Sequence[Prefixes]


@dataclass(frozen=True)
class _Way:
    """A beginning of a phrase: where in the text it begins, what it says, and the state before its last token."""

    begins: int
    said: tuple[int, ...]
    score: float
    node: _Node
    before: Prefixes


class Spotter:
    """Follows these phrases along an open decode."""

    def __init__(self, phrases: Sequence[str], model: Model, tokens: Tokens) -> None:
        self._model, self._tokens = model, tokens
        self._first, self._inside = _Node(), _Node()
        for phrase in phrases:
            written = f" {phrase} ".replace(" i ", " I ").strip()
            self._add(self._first, written[:1].upper() + written[1:])
            self._add(self._inside, written)
        self._ends_word = tokens.begins_word()

    def _add(self, root: _Node, written: str) -> None:
        node = root
        for number in self._tokens.encode(written) or ():
            node = node.branches.setdefault(number, _Node())
        node.complete = node is not root

    def readings(self, listened: Listened, decoded: Decoded) -> tuple[str, ...]:
        """Other texts that the sound is nearly as like, each with one of the phrases in it; the nearest first."""
        if not decoded.ids or np.mean(decoded.logs) < LEAST_CONFIDENCE:
            return ()
        written = np.concatenate([[0.0], np.cumsum(decoded.logs)])
        order = count()
        waiting: list[tuple[float, int, _Way]] = []

        def consider(way: _Way) -> None:
            upto = min(way.begins + len(way.said), len(decoded.logs))
            behind = float(written[upto] - written[way.begins]) - way.score
            if behind <= NEAR:
                heapq.heappush(waiting, (behind, next(order), way))

        for begins, state in enumerate(decoded.states[: len(decoded.ids)]):
            if begins == 0 or self._ends_word[decoded.ids[begins]]:
                root = self._first if begins == 0 else self._inside
                for token, child in root.branches.items():
                    consider(_Way(begins, (token,), float(state.log_probabilities[0, token]), child, state))
        found: list[str] = []
        calls = 0
        while waiting and calls < CALLS_AT_MOST and len(found) < READINGS_AT_MOST:
            _, _, way = heapq.heappop(waiting)
            ends = way.begins + len(way.said)
            written_so = tuple(decoded.ids[way.begins : ends]) == way.said
            if not written_so:
                after = self._model.extend(listened, way.before, [0], [way.said[-1]])
                calls += 1
            else:
                after = decoded.states[ends]
            logs = after.log_probabilities[0]
            whole = written_so and (ends == len(decoded.ids) or self._ends_word[decoded.ids[ends]])
            if way.node.complete and not whole and np.exp(logs[self._ends_word]).sum() >= WORD_ENDS:
                reading = self._read_on(listened, [*decoded.ids[: way.begins], *way.said], after)
                found += [reading] if reading not in found else []
            for token, child in way.node.branches.items():
                consider(_Way(way.begins, (*way.said, token), way.score + float(logs[token]), child, after))
        return tuple(found)

    def _read_on(self, listened: Listened, ids: list[int], state: Prefixes) -> str:
        """The text, whose last word is over, with what most likely follows."""
        for place in range(TOKENS_AFTER):
            logs = state.log_probabilities[0]
            token = int(logs.argmax() if place else np.where(self._ends_word, logs, -np.inf).argmax())
            if token == END:
                break
            ids.append(token)
            state = self._model.extend(listened, state, [0], [token])
        return self._tokens.decode(ids)
