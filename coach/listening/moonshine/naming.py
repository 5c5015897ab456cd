"""Which number was named, in a sentence that is none of the expected phrases? Found in context, compared in context.

First the sentence: the open decode, if it names a number among words that go with one; else the likeliest sentence of
such words (`carriers.py`). Then the number: the same sentence is scored with every other number in that place, which
is an exact closed choice whatever the sentence is.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from coach.effects import NumberWords
from coach.listening.moonshine.carriers import Carriers
from coach.listening.moonshine.model import Listened, Model
from coach.listening.moonshine.tokens import END, Tokens
from coach.listening.number import Mention, find, in_place
from coach.listening.recognition import Naming

WORTH_FINDING = 10.0
"""Sentences this many nats behind the open decode are not looked for: over twice what `decision.py` acts on."""


class Namer:
    """For one ear; keeps the loop of words that it was asked for last."""

    def __init__(self, model: Model, tokens: Tokens) -> None:
        self._model = model
        self._tokens = tokens
        self._carriers: tuple[NumberWords, Carriers] | None = None

    def name(self, listened: Listened, ids: Sequence[int], open_score: float, words: NumberWords) -> Naming | None:
        """The number in a reply whose open decode is `ids`; None if there is none."""
        text = self._tokens.decode(ids)
        mention = find(text, words)
        if mention is None or not mention.numbers or mention.strange:
            sentence = self._loop(words).decode(self._model, listened, open_score - WORTH_FINDING)
            if sentence is None:
                return None
            ids, text = sentence.ids, self._tokens.decode(sentence.ids)
            mention = find(text, words)
        if mention is None or not mention.numbers or mention.strange:
            return None
        own = self._score(listened, {"": list(ids)})[""]
        if len(mention.numbers) > 1:
            names = [_name_of(number, words) for number in mention.numbers]
            return Naming(tuple((name, own) for name in names), open_score - own)
        ranked = self._compared(listened, text, mention, words, own)
        return Naming(ranked, open_score - ranked[0][1])

    def _loop(self, words: NumberWords) -> Carriers:
        if self._carriers is None or self._carriers[0] != words:
            self._carriers = (words, Carriers(words, self._tokens))
        return self._carriers[1]

    def _compared(
        self, listened: Listened, text: str, mention: Mention, words: NumberWords, own: float
    ) -> tuple[tuple[str, float], ...]:
        """Each number's best name in this sentence, with its score, best first."""
        texts = {name: self._tokens.encode(in_place(text, mention, name)) for name in words.names}
        scores = self._score(listened, {name: ids for name, ids in texts.items() if ids is not None})
        said = _name_of(mention.numbers[0], words)  # as it stands: "7", or another ending
        scores[said] = max(own, scores.get(said, own))
        best: dict[int, tuple[str, float]] = {}
        for name, score in scores.items():
            number = words.names[name]
            if number not in best or score > best[number][1]:
                best[number] = (name, score)
        return tuple(sorted(best.values(), key=lambda named: -named[1]))

    def _score(self, listened: Listened, texts: dict[str, list[int]]) -> dict[str, float]:
        """Natural log of each text's probability, by its name. What they begin with in common is followed once."""
        common = [ids[0] for ids in takewhile(lambda ids: len(set(ids)) == 1, zip(*texts.values(), strict=False))]
        start, begun = follow(self._model, listened, common)
        rest = {name: [*ids[len(common) :], END] for name, ids in texts.items()}
        scores = dict.fromkeys(texts, begun)
        rows, prefixes = dict.fromkeys(texts, 0), start.start
        for step in range(max(map(len, rest.values()))):
            for name, row in rows.items():
                scores[name] += float(prefixes.log_probabilities[row, rest[name][step]])
            going_on = [name for name in rows if step + 1 < len(rest[name])]
            if not going_on:
                break
            which, last = [rows[name] for name in going_on], [rest[name][step] for name in going_on]
            prefixes = self._model.extend(listened, prefixes, which, last)
            rows = {name: row for row, name in enumerate(going_on)}
        return scores


def follow(model: Model, listened: Listened, ids: Sequence[int]) -> tuple[Listened, float]:
    """The same sound with a beginning of its text given, and that beginning's log probability."""
    prefixes, total = listened.start, 0.0
    for token in ids:
        total += float(prefixes.log_probabilities[0, token])
        prefixes = model.extend(listened, prefixes, [0], [token])
    return replace(listened, start=prefixes), total


def _name_of(number: int, words: NumberWords) -> str:
    return next(name for name, named in words.names.items() if named == number)
