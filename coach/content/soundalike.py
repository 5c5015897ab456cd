"""Phrases that sound alike where they mean different things: what no spelling shows, and every ear trips over.

"Wait" for "eight", "I can" for "I can't". How far two pronunciations are apart is counted in sounds that have to be
changed, left out or put in (Levenshtein, from `jellyfish`). Of 22 pairs that an ear confuses or does not, that is right
for 21; by Metaphone, which was made for names and leaves vowels out, for 13.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice

from jellyfish import levenshtein_distance

from coach.content.faults import Flaw, Flaws
from coach.content.questions import answered
from coach.content.script import Script, Step
from coach.content.words import Words
from coach.document import Where

ALIKE = 1 / 3
"""One sound of three: "wait" and "eight", "five" and "fine", "bear" and "pear"; not "yep" and "help" (two of four)."""

Said = tuple[Where | None, str, str]
"""A phrase, where it stands in the script (None: in words.yaml), and what it means."""

Alike = Callable[[str, str], bool]
"""Whether two phrases sound alike."""


def alike_by(sounds: Mapping[str, str]) -> Alike:
    """By the sounds of each word. Remembered, as the same pairs meet at four questions out of five."""
    return cache(lambda one, other: distance(one, other, sounds) <= ALIKE)


def check_sounds(script: Script, words: Words, alike: Alike) -> Flaws:
    """Whether each answer's phrases sound unlike whatever else can be said there."""
    for where, _ in answered(script):
        step = script.steps[str(where[1])]
        own, other = list(_answers(script, where, words)), list(_around(step, words))
        for index, (place, phrase, meaning) in enumerate(own):
            like = (
                (against, meant)
                for _, against, meant in (*own[:index], *other)
                if meant != meaning and phrase != against and alike(phrase, against)  # the same one is told as C033
            )
            for against, meant in islice(like, 1):
                yield Flaw(place or where, "C062", f"{phrase!r} sounds like {against!r}, which means {meant}")


def distance(one: str, other: str, sounds: Mapping[str, str]) -> float:
    """How unlike two phrases sound, from 0 to 1. Words that both begin or end with tell nothing, and do not count."""
    left, right = _unlike(one.split(), other.split())
    if not left or not right:
        return 0.0 if left == right else 1.0
    first, second = ("".join(sounds[word] for word in words) for words in (left, right))
    return levenshtein_distance(first, second) / max(len(first), len(second), 1)


def _unlike(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return left, right


def _answers(script: Script, where: Where, words: Words) -> Iterator[Said]:
    for name, answer in script.steps[str(where[1])].answers.items():
        for index, phrase in enumerate(answer.phrases):
            yield (*where, name, "phrases", index), phrase, name
        if not answer.phrases:
            yield from (((*where, name), phrase, name) for phrase in words.shared.get(name, []))


def _around(step: Step, words: Words) -> Iterator[Said]:
    """What can be said besides the answers of a question."""
    for name, phrases in words.everywhere.items():
        yield from ((None, phrase, name) for phrase in phrases)
    if step.ask and step.ask.rating:
        for number, phrases in words.numbers.items():
            yield from ((None, phrase, str(number)) for phrase in phrases)
