"""Sentences for the risk network to learn from: phrases that may be tuned on, and what the pack itself invites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Self

from coach.content.learnt import NONE
from coach.content.pack import Pack
from coach.content.pattern import plain
from coach.content.reviewer import phrases_of, phrases_of_words
from coach.safety.finding import Danger
from coach.safety.listener import SafetyListener
from coach.safety.rules import STRETCH_WORDS, stretches
from models.risk.phrases import TUNED_ON, phrases

STORY_PARTS, PART_WORDS, STORY_WORDS = (3, 6), 14, 48
"""Of how many short things a story is made, how long each may be, and all of it: what the network sees at once."""
JOINTS = {"en": (" ", " and ", " but "), "es": (" ", " y ", " pero ")}
"""Between two things that are said in one breath. A recogniser writes no full stop."""


@dataclass(frozen=True)
class Example:
    """A sentence as it reaches the network, and its kind: "none", "risk suicide", "ask overdose" ..."""

    text: str
    kind: str


def kinds(pack: Pack) -> list[str]:
    """All that a sentence can be."""
    dangers = (Danger.RISK, Danger.ASK)
    return [NONE, *(f"{danger.value} {path}" for danger in dangers for path in pack.risk.paths)]


def written(language: str, since: int = 0) -> list[Example]:
    """The phrases that may be tuned on, of the batches from number `since` on.

    The network sees no more than a stretch of a long story at once: a harmless one is harmless in each. Which of them
    tells of the danger nobody wrote down, so the others are left out; `stories` makes such as say where.
    """
    found: list[Example] = []
    for phrase in phrases(language):
        if phrase.part == TUNED_ON and phrase.batch >= since:
            kind = NONE if phrase.wanted == NONE else f"{phrase.wanted} {phrase.kind}"
            parts = [part.strip() for part in stretches(plain(phrase.said))]
            found += [Example(part, kind) for part in parts if len(parts) == 1 or kind == NONE]
    return found


def answers(pack: Pack) -> list[Example]:
    """What the coach itself invites people to say is harmless, but for what the rules ask about."""
    rules = SafetyListener(pack.risk)
    said = {phrase for _, phrase in phrases_of_words(pack.words)} | set(pack.words.number_phrases())
    for script in pack.scripts.values():
        said |= {phrase for _, phrase in phrases_of(script)} | {script.title.lower()}
    return [Example(phrase, NONE) for phrase in sorted(said) if rules.read(phrase).danger is Danger.NONE]


def joined(examples: Sequence[Example], language: str, chance: Random) -> Iterator[Example]:
    """Every other one, after or before something harmless: people tell of the danger in the middle of other things."""
    harmless = [example.text for example in examples if example.kind == NONE]
    for example in examples[::2]:
        both = [example.text, chance.choice(harmless)]
        chance.shuffle(both)
        yield Example(chance.choice(JOINTS[language]).join(both), example.kind)


def stories(examples: Sequence[Example], language: str, count: int, chance: Random) -> Iterator[Example]:
    """Long replies: harmless things one after the other, or out of a story; in every other one a danger among them."""
    short = [example for example in examples if len(example.text.split()) <= PART_WORDS]
    harmless = [example for example in short if example.kind == NONE]
    grave = [example for example in short if example.kind != NONE]
    told = [example for example in examples if len(example.text.split()) == STRETCH_WORDS and example.kind == NONE]
    for number in range(count):
        parts = chance.sample(harmless, chance.randint(*STORY_PARTS))
        if told and number % 4 < 2:
            parts = _cut(chance.choice(told), chance)
        kind = NONE
        if number % 2:
            danger = chance.choice(grave)
            parts.insert(chance.randrange(len(parts) + 1), danger)
            while len(parts) > 1 and sum(len(part.text.split()) for part in parts) > STORY_WORDS:
                parts.remove(next(part for part in parts if part is not danger))
            kind = danger.kind
        yield Example(chance.choice(JOINTS[language]).join(part.text for part in parts), kind)


def _cut(story: Example, chance: Random) -> list[Example]:
    """A stretch of a story in two."""
    words = story.text.split()
    at = chance.randrange(1, len(words))
    return [replace(story, text=" ".join(part)) for part in (words[:at], words[at:])]


@dataclass(frozen=True)
class Recogniser:
    """What a recogniser does to words: small words get lost, numbers become digits, hesitations are written."""

    small_words: frozenset[str]
    digits: Mapping[str, str]
    hesitations: Sequence[str]

    @classmethod
    def of(cls, pack: Pack, frequent: Sequence[str]) -> Self:
        """`frequent`: the most frequent words of the language; they may get lost, but no "not"."""
        digits = {name: str(number) for number, names in pack.words.numbers.items() for name in names}
        return cls(frozenset(frequent).difference(pack.risk.negations), digits, pack.words.hesitations)

    def disturbed(self, text: str, chance: Random) -> str:
        """A text as it may be written."""
        words = [word for word in text.split() if word not in self.small_words or chance.random() > 0.15]
        if chance.random() < 0.3:
            words = [self.digits.get(word, word) for word in words]
        if chance.random() < 0.2:
            words.insert(chance.randrange(len(words) + 1), chance.choice(self.hesitations))
        return " ".join(words) or text
