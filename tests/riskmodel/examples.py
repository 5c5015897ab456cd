"""Sentences for the risk network to learn from: phrases that may be tuned on, and what the pack itself invites."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from coach.content.meaning import NONE
from coach.content.pack import Pack
from coach.content.pattern import plain
from coach.content.reviewer import phrases_of, phrases_of_words
from coach.conversation.safety import Danger, SafetyListener
from tests.measure.phrases import TUNED_ON, phrases

DIGITS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "hundred": "100",
}  # fmt: skip
SMALL_WORDS = frozenset(["a", "an", "the", "to", "of", "in", "on", "at", "is", "am", "are", "i", "it", "my", "so"])
"""What recognisers leave out."""
HESITATIONS = ("um", "uh", "well", "i mean", "like", "you know", "okay", "so", "please", "listen")


@dataclass(frozen=True)
class Example:
    """A sentence as it reaches the network, and its kind: "none", "risk suicide", "ask overdose" ..."""

    text: str
    kind: str


def kinds(pack: Pack) -> list[str]:
    """All that a sentence can be."""
    dangers = (Danger.RISK, Danger.ASK)
    return [NONE, *(f"{danger.value} {path}" for danger in dangers for path in pack.risk.paths)]


def written(language: str) -> list[Example]:
    """The phrases that may be tuned on."""
    return [
        Example(plain(phrase.said), NONE if phrase.wanted == NONE else f"{phrase.wanted} {phrase.kind}")
        for phrase in phrases(language)
        if phrase.half == TUNED_ON
    ]


def answers(pack: Pack) -> list[Example]:
    """What the coach itself invites people to say is harmless, but for what the rules ask about."""
    rules = SafetyListener(pack.risk)
    said = {phrase for _, phrase in phrases_of_words(pack.words)} | set(pack.words.number_phrases())
    for script in (*pack.session.values(), *pack.exercises.values(), *pack.safety.values()):
        said |= {phrase for _, phrase in phrases_of(script)} | {script.title.lower()}
    return [Example(phrase, NONE) for phrase in sorted(said) if rules.read(phrase).danger is Danger.NONE]


def joined(examples: Sequence[Example], chance: Random) -> Iterator[Example]:
    """Every other one, after or before something harmless: people tell of the danger in the middle of other things."""
    harmless = [example.text for example in examples if example.kind == NONE]
    for example in examples[::2]:
        both = [example.text, chance.choice(harmless)]
        chance.shuffle(both)
        yield Example(chance.choice((" ", " and ", " but ")).join(both), example.kind)


def disturbed(text: str, chance: Random) -> str:
    """As a recogniser may write it: small words lost, numbers in digits, a hesitation in between."""
    words = [word for word in text.split() if word not in SMALL_WORDS or chance.random() > 0.15]
    if chance.random() < 0.3:
        words = [DIGITS.get(word, word) for word in words]
    if chance.random() < 0.2:
        words.insert(chance.randrange(len(words) + 1), chance.choice(HESITATIONS))
    return " ".join(words) or text
