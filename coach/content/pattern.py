"""The small language in which risk.yaml says what people say: words, classes of words, and gaps.

    took too much          these words, in a row
    <took> too much|many   any of the class `took`; "much" or "many"
    can|am_going_to        one word, or three
    overdos~               a word that begins so
    really? bad            "really" may be missing
    chest * hurts          up to three words in between, ** up to ten; no gap jumps over a negation
    drank ... pills        anything in between, negations too
    drink & shaking        both, in any order, anywhere
    $ and ^                the end and the beginning of what was said

A class holds such patterns too. Whole words only; replies are compared as `Plain` writes them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain

from coach.content.expression import Class, Edge, Either, Expression, Gap, Leading, Need, Part, Row, Stem, Word

WORD = re.compile(r"'?[^\W_]+(?:'[^\W_]+)*~?")
NO_WORD = re.compile(r"[^\w' ]")
GAPS = {"*": 3, "**": 10}
MOST_NESTED = 10
"""How deep classes may name each other."""
ANYWHERE = "..."


class Letters:
    """Writes what sounds alike in one way: "bolvi" and "volví" are both "bolbi". Accents never tell words apart."""

    def __init__(self, alike: Mapping[str, str] | None = None) -> None:
        """`alike`: letters by letters that sound the same, the longest first: "v" to "b", "ch" to "ch", "h" to ""."""
        self._alike = alike or {}
        longest_first = sorted(self._alike, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def write(self, text: str) -> str:
        """A text in lower case, as it is compared."""
        if not text.isascii():
            text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
        return self._pattern.sub(lambda letters: self._alike[letters[0]], text) if self._alike else text


class Plain:
    """How replies are written before they are compared: lower case, no punctuation, short forms written out."""

    def __init__(
        self, short_forms: Mapping[str, str], misheard: Mapping[str, str] | None = None, letters: Letters | None = None
    ) -> None:
        """`short_forms`: "can't" to "can not"; with ~ in front an ending, "~n't" to "not". `misheard` comes after."""
        self._letters = letters or Letters()
        short_forms, misheard = (
            {self._letters.write(said): self._letters.write(meant) for said, meant in (forms or {}).items()}
            for forms in (short_forms, misheard)
        )
        self._words = {short: long for short, long in short_forms.items() if not short.startswith("~")}
        self._said = {f"{wrong} ": f"{right} " for wrong, right in misheard.items()}
        self._misheard = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, self._said)) or '(?!)'})")
        self._endings = {short[1:]: long for short, long in short_forms.items() if short.startswith("~")}

    def write(self, text: str) -> str:
        """The words of a text with one blank after each."""
        words = self._letters.write(plain(text)).split()
        written = "".join(f"{written} " for word in words for written in self._written_out(word).split())
        return self._misheard.sub(lambda wrong: self._said[wrong[0]], written)

    def _written_out(self, word: str) -> str:
        if word in self._words:
            return self._words[word]
        ending = next((ending for ending in self._endings if word.endswith(ending) and word != ending), None)
        return word if ending is None else f"{word.removesuffix(ending)} {self._endings[ending]}"


def plain(text: str) -> str:
    """A text as phrases are written: lower case, words and apostrophes only."""
    bare = NO_WORD.sub(" ", unicodedata.normalize("NFC", text).lower().replace("\u2019", "'"))
    words = bare.split()
    if "'" in bare:
        words = [word for raw in words if (word := raw.strip("'"))]
    return " ".join(words)


class Patterns:
    """Makes expressions of patterns, over words as `Plain` writes them."""

    def __init__(
        self, classes: Mapping[str, Sequence[str]], negations: Sequence[str], letters: Letters | None = None
    ) -> None:
        """`classes`: patterns by the name of their class. `negations`: words that no gap jumps over."""
        self._classes = classes
        self._letters = letters or Letters()
        self._negations = frozenset(map(self._letters.write, negations))
        self._class = cache(self._uncached_class)
        self._class_need = cache(self._uncached_class_need)

    def compile(self, *patterns: str) -> Expression:
        """Any of these. Raises ValueError, which names the word that cannot be read."""
        ways = Either([self._row(pattern) for pattern in patterns])
        return Expression(ways, [self._needs(pattern) for pattern in patterns])

    def compile_all(self, pattern: str) -> list[Expression]:
        """What has to be found, each for itself: the parts between the `&`. Raises ValueError."""
        return [self.compile(part) for part in pattern.split(" & ")]

    def leading(self, leads: Sequence[str], fillers: Sequence[str]) -> Leading:
        """One of `leads` and then nothing but `fillers` up to the end of a text. Raises ValueError."""
        return Leading(Either(list(map(self._row, leads))), Either(list(map(self._row, fillers))))

    def _row(self, pattern: str) -> Part:
        return _one(list(map(self._token, pattern.split())))

    def _token(self, token: str) -> Part:
        if token == ANYWHERE:
            return Gap()
        if token in GAPS:
            return Gap(GAPS[token], self._negations)
        ways = list(map(self._choice, token.removesuffix("?").split("|")))
        optional = token.endswith("?")
        return ways[0] if len(ways) == 1 and not optional else Either(ways, optional)

    def _choice(self, choice: str) -> Part:
        if choice.startswith("<") and choice.endswith(">"):
            return self._class(choice[1:-1])
        if choice in ("^", "$"):
            return Edge(is_end=choice == "$")
        words = choice.split("_")
        if not all(WORD.fullmatch(word) for word in words) or choice != choice.lower():
            raise ValueError(f"{choice!r} is no word in lower case, no <class> and no gap")
        return _one([_word(self._letters.write(word)) for word in words])

    def _needs(self, pattern: str) -> list[Need]:
        """What a text has to hold for it, the rarest first; only for what `_row` can read."""
        return sorted(filter(None, map(self._need, pattern.split())), key=len)

    def _need(self, token: str) -> Need:
        if token == ANYWHERE or token in GAPS or token.endswith("?"):
            return ()
        return _any_of([self._choice_need(choice) for choice in token.split("|")])

    def _choice_need(self, choice: str) -> Need:
        if choice.startswith("<"):
            return self._class_need(choice[1:-1])
        if choice in ("^", "$"):
            return ()
        longest = self._letters.write(max(choice.split("_"), key=len))
        return (longest.removesuffix("~") if longest.endswith("~") else f"{longest} ",)

    def _uncached_class_need(self, name: str) -> Need:
        return _any_of([next(iter(self._needs(pattern)), ()) for pattern in self._classes[name]])

    def _uncached_class(self, name: str) -> Class:
        if name not in self._classes:
            raise ValueError(f"there is no class <{name}>")
        try:
            made = Class(list(map(self._row, self._classes[name])))
        except RecursionError:
            raise ValueError(f"the class <{name}> contains itself") from None
        if made.nested > MOST_NESTED:
            raise ValueError(f"the class <{name}> names classes that name classes, over {MOST_NESTED} deep")
        return made


def _any_of(needs: Sequence[Need]) -> Need:
    """Where one of them needs nothing, all of them together need nothing."""
    return tuple(dict.fromkeys(chain(*needs))) if all(needs) else ()


def _one(parts: Sequence[Part]) -> Part:
    """All of them in a row."""
    return parts[0] if len(parts) == 1 else Row(parts)


@cache
def _word(written: str) -> Part:
    return Stem(written.removesuffix("~")) if written.endswith("~") else Word(written)
