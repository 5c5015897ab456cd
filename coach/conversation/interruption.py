"""What may break into the coach's speech: "stop", "pause", and words of risk. And what is only the coach's own echo."""

import re
from difflib import SequenceMatcher

from coach.content.pack import GlobalName, Words
from coach.conversation.understanding import Vocabulary, Wished
from coach.effects import Expectation

WISHES: tuple[GlobalName, ...] = ("stop", "pause")
"""What cannot wait until the coach has finished its sentence. All else can."""
BEGIN_SECONDS = 1.5
"""A knock or a cough makes the coach pause no longer than this."""
OWN_SHARE = 0.5
"""Who hears half of the coach's own words, in their order, hears the coach. Moonshine writes a distant voice down with
about a third of its words wrong."""


def vocabulary_of_interruptions(words: Words) -> Vocabulary:
    """The phrases that are acted on while the coach speaks."""
    phrases = {phrase: Wished(name) for name in WISHES for phrase in words.everywhere[name]}
    return Vocabulary(dict(phrases), {}, hesitations=tuple(words.hesitations))


def expectation_of_interruptions(vocabulary: Vocabulary) -> Expectation:
    """What the ear is asked to listen for while the coach speaks."""
    kinds = {phrase: repr(meaning) for phrase, meaning in vocabulary.meanings.items()}
    return Expectation(
        tuple(kinds), no_input_seconds=BEGIN_SECONDS, meanings=kinds, hesitations=vocabulary.hesitations, unasked=True
    )


def is_own(text: str, spoken: str) -> bool:
    """Whether what was heard is what the coach was saying: most of its words stand there in the same order."""
    heard, said = _words(text), _words(spoken)
    if not heard:
        return False
    blocks = SequenceMatcher(None, heard, said, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= OWN_SHARE * len(heard)


def is_said(phrase: str, spoken: str) -> bool:
    """Whether the coach itself is saying what makes this phrase."""
    return set(_words(phrase)) - _SMALL <= set(_words(spoken))


_SMALL = frozenset({"a", "i", "it", "me", "now", "on", "one", "please", "to", "want", "need", "give"})
"""Words that are in the phrases and do not make them."""


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())
