"""Claims that only a medical device may make: "treats", "therapy", "diagnoses".

A word of the list makes a sentence a claim, unless that whole sentence is allowed: "I am not a treatment." Never does a
word, or a part of a sentence, excuse one: so nothing new is let through beside what was read.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from coach.content.pattern import plain
from coach.document import Checked

SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+")


class MedicalClaims(Checked):
    """What a language says of a treatment."""

    words: list[str] = Field(default=[], max_length=100)
    """In lower case, with every form; `treat~` is every word that begins so. More than one word in a row may stand."""
    allowed: list[str] = []
    """Whole sentences that have such a word and claim nothing."""

    def claims_in(self, text: str) -> Iterator[str]:
        """The word by which each sentence of a text claims something; nothing for those that are allowed."""
        for sentence in SENTENCE_ENDS.split(text):
            if (claimed := self._claims.search(plain(sentence))) and plain(sentence) not in self._allowed:
                yield claimed[0]

    @cached_property
    def _claims(self) -> re.Pattern[str]:
        beginnings = (re.escape(word.removesuffix("~")) + (r"\w*" if word.endswith("~") else "") for word in self.words)
        return re.compile(rf"\b(?:{'|'.join(beginnings)})\b" if self.words else "(?!)")

    @cached_property
    def _allowed(self) -> frozenset[str]:
        return frozenset(map(plain, self.allowed))
