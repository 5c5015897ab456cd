"""What a person may say at any moment, the answers that many scripts share, and numbers: a pack's `words.yaml`."""

from collections.abc import Container
from typing import Annotated, Literal

from pydantic import Field

from coach.document import Checked
from coach.effects import NumberWords, OtherWords

GlobalName = Literal["repeat", "slower", "pause", "go_on", "back", "skip", "stop", "help", "urge", "dont_know"]
"""The words that work everywhere."""


class AroundNumbers(Checked):
    """What people say around a number, word by word, so that any sentence of such words is understood."""

    beside: list[str] = []
    """Words that go with a number and change nothing: "about", "maybe". Never one that turns it round, as "not"."""
    written_as: dict[int, list[str]] = {}
    """Words that sound like a number and are none: 2 may be written as "to"."""
    halves: list[str] = []
    """What follows a number and makes it the one half a step up: "and a half"."""
    scales: list[str] = []
    """What follows a number, holds one too, and changes nothing: "out of ten"."""
    idioms: list[str] = []
    """What holds a number's name and names none: "this one"."""


class Words(Checked):
    """What a person may say. Phrases are in lower case, as spoken: "i don't know", "seven", never "7"."""

    everywhere: dict[GlobalName, list[str]]
    shared: dict[str, list[str]]
    """Answers that many scripts use ("yes", "no"), by name."""
    sentences: dict[str, list[str]] = {}
    """What means one of these without being a phrase of it: patterns as in risk.yaml, without classes."""
    numbers: dict[int, Annotated[list[str], Field(max_length=20)]]
    """0 to 10, each in its words."""
    carriers: list[str] = Field(max_length=50)
    """What people say around a number: "about a {number}". One gap each. Each goes with each name of each number."""
    around_numbers: AroundNumbers = AroundNumbers()
    amounts: dict[int, list[str]] = {}
    """About which number it is when somebody says no number: 8 for "a lot". It is asked back."""
    as_before: list[str] = []
    """The number of the same question earlier in the session. It is asked back."""
    hesitations: list[str]
    """Not yet an answer: "um", "well"."""
    decoys: list[str] = []
    """Short words that answer nothing and nearly sound like an answer: "tree" beside three."""
    small: list[str] = []
    """Words that stand in the phrases for "stop" and "pause" and do not make them: "it", "please"."""
    same_sound: dict[str, str] = {}
    """Words that sound just like a word of an answer, with that word: "know" with "no"."""

    def other_words(self) -> OtherWords:
        """What an ear may take for an answer."""
        return OtherWords(tuple(self.decoys), self.same_sound)

    def number_words(self, wanted: Container[int] = range(11), without: Container[str] = ()) -> NumberWords:
        """How to find one of the `wanted` numbers in a sentence. `without`: names that do not count."""
        around = self.around_numbers
        return NumberWords(
            names={name: number for name, number in self._bare(without).items() if number in wanted},
            beside=frozenset(around.beside).union(*(hesitation.split() for hesitation in self.hesitations)),
            written_as={word: self.numbers[number][0] for number, words in around.written_as.items() for word in words},
            halves=tuple(around.halves),
            scales=tuple(around.scales),
            idioms=tuple(around.idioms),
        )

    def number_phrases(self, without: Container[str] = ()) -> dict[str, int]:
        """Every phrase that names a number, bare ("seven") and then in carriers ("about a seven"), with the number.

        `without`: names that do not count.
        """
        bare = self._bare(without)
        carried = {c.replace("{number}", name): number for c in self.carriers for name, number in bare.items()}
        return bare | carried | bare

    def _bare(self, without: Container[str]) -> dict[str, int]:
        return {name: number for number, names in self.numbers.items() for name in names if name not in without}
