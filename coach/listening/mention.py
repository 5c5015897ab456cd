"""An expected phrase within a longer reply: "okay, yes", "um, maybe a six"."""

import re
from collections.abc import Iterable

from coach.effects import Expectation

MOST_OTHER_WORDS = 3
"""With more words around it a phrase is no answer any more: "I would never stop for coffee there"."""


WORD = re.compile("[^\\W_]+(?:['\u2019][^\\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of a text as phrases have them: lower case, without punctuation."""
    return [match[0].lower().replace("\u2019", "'") for match in WORD.finditer(text)]


def in_words(words: Iterable[str], expectation: Expectation) -> list[str]:
    """Numbers in figures as their shortest phrase: "7" is "seven"."""
    return [_spelled(word, expectation) for word in words]


def mentioned(open_text: str, expectation: Expectation) -> str | None:
    """The longest expected phrase in the text; None if there is none, if much else or if another answer is said too."""
    words = in_words(words_of(open_text), expectation)
    found = max((phrase for phrase in expectation.phrases if _find(phrase, words) is not None), key=len, default=None)
    if found is None:
        return None
    at, length = _find(found, words) or 0, len(found.split())
    if len(words) - length > MOST_OTHER_WORDS:
        return None
    meaning = expectation.meaning(found)
    others = [phrase for phrase in expectation.phrases if expectation.meaning(phrase) != meaning]
    around = (words[:at], words[at + length :])
    return None if any(_find(other, rest) is not None for other in others for rest in around) else found


def after_hesitating(open_text: str, hesitations: Iterable[str]) -> tuple[str, str]:
    """The hesitations that a text begins with, as they are written, and the rest: "Um, well," and "a six."."""
    known = [hesitation.split() for hesitation in sorted(hesitations, key=len, reverse=True)]
    matches = list(WORD.finditer(open_text))
    words = words_of(open_text)
    at = 0
    while found := next((said for said in known if words[at : at + len(said)] == said), None):
        at += len(found)
    begin = matches[at].start() if at < len(matches) else len(open_text)
    return open_text[:begin].strip(), open_text[begin:]


def _find(phrase: str, words: list[str]) -> int | None:
    wanted = phrase.split()
    starts = range(len(words) - len(wanted) + 1)
    return next((start for start in starts if words[start : start + len(wanted)] == wanted), None)


def _spelled(word: str, expectation: Expectation) -> str:
    """A number in figures as its shortest phrase: "7" is "seven"."""
    names = [phrase for phrase, number in expectation.numbers.items() if str(number) == word]
    return min(names, key=len, default=word)
