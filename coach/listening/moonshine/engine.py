"""Moonshine as an ear's engine: one pass of the encoder, one open decode, one scoring of what was expected.

The same pass gives the second view of a short reply (`words.py`).
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

import numpy as np

from coach.effects import Expectation
from coach.listening.mention import after_hesitating
from coach.listening.moonshine import TOKENIZER_FILE
from coach.listening.moonshine.alternatives import Alternatives
from coach.listening.moonshine.grammar import Grammar
from coach.listening.moonshine.model import Listened, Model
from coach.listening.moonshine.naming import Namer, follow
from coach.listening.moonshine.tokens import END, Tokens
from coach.listening.moonshine.words import Words
from coach.listening.recognition import Recognition
from coach.ports import Samples

TOKENS_AT_MOST = 60
"""12 s of speech hold about 45."""
WORTH_SCORING = 12.0
"""Phrases this many nats behind the open decode are not scored: three times what `decision.py` accepts."""
LEAST_SCORE = -14.0
CLOSE_GAP = 1.0
"""A phrase that is so near to the open decode is what was said: nothing else is looked for, nor a number in it."""


class MoonshineEngine:
    """Scores are natural logs of probabilities; the gap is the open decode's minus the best phrase's."""

    def __init__(self, folder: Path) -> None:
        self._tokens = Tokens(folder / TOKENIZER_FILE)
        self._model = Model(folder)
        self._words = Words()
        self._alternatives = Alternatives(self._model, self._tokens)
        self._namer = Namer(self._model, self._tokens)
        self._grammar = lru_cache(maxsize=16)(lambda phrases, begins: Grammar(phrases, self._tokens, begins))

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """Hear a whole reply against what was expected."""
        listened = self._model.listen(samples)
        ids, logs = self._decode(listened)
        open_score = sum(logs)
        open_text = self._tokens.decode(ids)
        recognition = self._against(listened, expectation, ids, open_text, open_score)
        if expectation.risks and recognition.gap >= CLOSE_GAP:
            readings = self._alternatives.of(listened, ids, logs)
            recognition = replace(recognition, readings=readings)
        if expectation.number_words is None or recognition.gap < CLOSE_GAP:
            return recognition
        return replace(recognition, naming=self._namer.name(listened, ids, open_score, expectation.number_words))

    def _against(
        self, listened: Listened, expectation: Expectation, ids: list[int], open_text: str, open_score: float
    ) -> Recognition:
        """Against the phrases, with what comes after a hesitation taken for itself."""
        whole = self._compare(listened, expectation, open_text, open_score)
        words = self._words.hear(listened.hidden[0])
        whole = replace(whole, view=in_view([phrase for phrase, _ in whole.ranked], words, expectation))
        lead, rest = after_hesitating(open_text, expectation.hesitations)
        if not (lead and rest):
            return whole
        # "Um, a six": how probable is "a six", given "um"? The lead's own probability says nothing about the answer.
        count = next(count for count in range(len(ids) + 1) if len(self._tokens.decode(ids[:count])) >= len(lead))
        led, lead_score = follow(self._model, listened, ids[:count])
        begins = lead.endswith((".", "?", "!"))
        after = self._compare(led, expectation, open_text, open_score - lead_score, begins=begins)
        return min(whole, after, key=lambda recognition: recognition.gap)

    def _compare(
        self, listened: Listened, expectation: Expectation, open_text: str, open_score: float, *, begins: bool = True
    ) -> Recognition:
        """Score what was expected, and the words beside it; `begins`: at the beginning of a sentence."""
        words = tuple(dict.fromkeys((*expectation.phrases, *expectation.hesitations, *expectation.others.decoys)))
        floor = max(LEAST_SCORE, open_score - WORTH_SCORING)
        scores = self._grammar(words, begins).score(self._model, listened, floor)
        answers, others = _apart(scores.reached, set(expectation.phrases))
        ranked = _with_second(best_of_each_meaning(answers, expectation), scores.dropped, expectation)
        gap = open_score - ranked[0][1] if ranked else float("inf")
        other = max(others.items(), key=lambda scored: scored[1], default=None)
        return Recognition(ranked, open_text, gap, other)

    def _decode(self, listened: Listened) -> tuple[list[int], list[float]]:
        """What the model itself would write, the best token each time, and how probable each was, and the end."""
        ids: list[int] = []
        logs: list[float] = []
        state = listened.start
        while len(ids) < TOKENS_AT_MOST:
            next_logs = state.log_probabilities[0]
            token = int(next_logs.argmax())
            logs.append(float(next_logs[token]))
            if token == END or _stuck(ids):
                break
            ids.append(token)
            state = self._model.extend(listened, state, [0], [token])
        return ids, logs


def _apart(scores: dict[str, float], phrases: set[str]) -> tuple[dict[str, float], dict[str, float]]:
    """The scores of what was expected, and those of the words beside it."""
    return (
        {word: score for word, score in scores.items() if word in phrases},
        {word: score for word, score in scores.items() if word not in phrases},
    )


def best_of_each_meaning(scores: dict[str, float], expectation: Expectation) -> tuple[tuple[str, float], ...]:
    """Phrases that mean the same are one answer: their probabilities are added, its most probable phrase names it."""
    totals: dict[Hashable, float] = {}
    names: dict[Hashable, str] = {}
    for phrase, score in scores.items():
        meaning = expectation.meaning(phrase)
        totals[meaning] = float(np.logaddexp(totals.get(meaning, -np.inf), score))
        if meaning not in names or score > scores[names[meaning]]:
            names[meaning] = phrase
    ranked = [(names[meaning], total) for meaning, total in totals.items()]
    return tuple(sorted(ranked, key=lambda named: -named[1]))


def in_view(phrases: Iterable[str], words: Mapping[str, float], expectation: Expectation) -> dict[str, float]:
    """The log probabilities of those phrases that the second view knows, with all that mean the same."""
    alike: dict[Hashable, list[float]] = {}
    for phrase in expectation.phrases:
        if phrase in words:
            alike.setdefault(expectation.meaning(phrase), []).append(words[phrase])
    return {
        phrase: float(np.logaddexp.reduce(alike[expectation.meaning(phrase)])) for phrase in phrases if phrase in words
    }


def _with_second(
    ranked: tuple[tuple[str, float], ...], dropped: Iterable[tuple[float, list[str]]], expectation: Expectation
) -> tuple[tuple[str, float], ...]:
    """A clear winner stands alone: then the likeliest of another meaning among what was dropped, without a score."""
    if len(ranked) != 1:
        return ranked
    won = expectation.meaning(ranked[0][0])
    others = {phrase for phrase in expectation.phrases if expectation.meaning(phrase) != won}
    seconds = ((phrase, -np.inf) for _, phrases in dropped for phrase in phrases if phrase in others)
    return ranked + tuple(islice(seconds, 1))


def _stuck(ids: list[int]) -> bool:
    """Noise can make the model say the same four tokens for ever."""
    return len(ids) >= 12 and ids[-4:] == ids[-8:-4] == ids[-12:-8]
