"""An expected phrase within a longer reply: "okay, yes", "um, maybe a six"."""

import re

from coach.effects import Expectation

MOST_OTHER_WORDS = 3
"""With more words around it a phrase is no answer any more: "I would never stop for coffee there"."""


def words_of(text: str) -> list[str]:
    """The words of a text as phrases have them: lower case, without punctuation."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.lower().replace("\u2019", "'"))


def mentioned(open_text: str, expectation: Expectation) -> str | None:
    """The longest expected phrase in the text; None if there is none, if much else or if another answer is said too."""
    words = [_spelled(word, expectation) for word in words_of(open_text)]
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


def _find(phrase: str, words: list[str]) -> int | None:
    wanted = phrase.split()
    starts = range(len(words) - len(wanted) + 1)
    return next((start for start in starts if words[start : start + len(wanted)] == wanted), None)


def _spelled(word: str, expectation: Expectation) -> str:
    """A number in figures as its shortest phrase: "7" is "seven"."""
    names = [phrase for phrase, number in expectation.numbers.items() if str(number) == word]
    return min(names, key=len, default=word)
