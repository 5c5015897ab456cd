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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain

WORD = re.compile(r"'?[^\W_]+(?:'[^\W_]+)*~?")
GAPS = {"*": 3, "**": 10}
MOST_LETTERS = 20_000
"""Of the regular expression that a class stands for; the longest of the English pack has 6300."""
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
    bare = re.sub(r"[^\w' ]", " ", unicodedata.normalize("NFC", text).lower().replace("\u2019", "'"))
    return " ".join(word for word in (raw.strip("'") for raw in bare.split()) if word)


Need = tuple[str, ...]
"""One of these has to stand in a text; empty where nothing has to."""


class Expression:
    """A regular expression that is compiled when a text first holds the words that it needs.

    A pack has a thousand of them, to compile them all takes seconds, and a conversation needs few.
    """

    def __init__(self, written: str, needs: Sequence[Sequence[Need]] = ((),)) -> None:
        """`needs`: what has to stand in a text, all of it, for each of the expression's alternatives."""
        self.written = written
        self._needs = needs

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compiled.search(text) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._compiled.finditer(text) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        return any(all(_holds_one(text, need) for need in alternative) for alternative in self._needs)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """A text in which it stands holds one of these, as `held_by` has them; "" where any text may do."""
        return frozenset(chain(*(min(alternative, key=len, default=("",)) for alternative in self._needs)))

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.written)


class Patterns:
    """Makes regular expressions of patterns, over text as `Plain.write` gives it."""

    def __init__(
        self, classes: Mapping[str, Sequence[str]], negations: Sequence[str], letters: Letters | None = None
    ) -> None:
        """`classes`: patterns by the name of their class. `negations`: words that no gap jumps over."""
        self._classes = classes
        self._letters = letters or Letters()
        no_gap = "|".join(re.escape(self._letters.write(word)) for word in negations)
        self._gap_word = rf"(?!(?:{no_gap or '(?!)'}) )\S+ "
        self._class = cache(self._uncached_class)
        self._class_need = cache(self._uncached_class_need)

    def compile(self, *patterns: str) -> Expression:
        """Any of these. Raises ValueError, which names the word that cannot be read."""
        written = rf"(?<!\S)(?:{'|'.join(map(self._sequence, patterns)) or '(?!)'})"
        return Expression(written, [self._needs(pattern) for pattern in patterns])

    def compile_all(self, pattern: str) -> list[Expression]:
        """What has to be found, each for itself: the parts between the `&`. Raises ValueError."""
        return [self.compile(part) for part in pattern.split(" & ")]

    def letters(self, pattern: str) -> int:
        """How long the expressions of `compile_all` are. Raises ValueError as it does."""
        return sum(len(self._sequence(part)) for part in pattern.split(" & "))

    def leading(self, leads: Sequence[str], fillers: Sequence[str]) -> Expression:
        """One of `leads` and then nothing but `fillers` up to the end of a text. Raises ValueError."""
        lead, filler = ("|".join(map(self._sequence, patterns)) for patterns in (leads, fillers))
        return Expression(rf"(?<!\S)(?:{lead or '(?!)'})(?:{filler or '(?!)'})*\Z")

    def _sequence(self, pattern: str) -> str:
        return "".join(self._token(token) for token in pattern.split())

    def _token(self, token: str) -> str:
        if token == ANYWHERE:
            return r"(?:\S+ )*?"
        if token in GAPS:
            return f"(?:{self._gap_word}){{0,{GAPS[token]}}}?"
        optional = "?" if token.endswith("?") else ""
        return f"(?:{'|'.join(map(self._choice, token.removesuffix('?').split('|')))}){optional}"

    def _choice(self, choice: str) -> str:
        if choice.startswith("<") and choice.endswith(">"):
            return self._class(choice[1:-1])
        if choice in ("^", "$"):
            return r"\A" if choice == "^" else r"\Z"
        words = choice.split("_")
        if not all(WORD.fullmatch(word) for word in words) or choice != choice.lower():
            raise ValueError(f"{choice!r} is no word in lower case, no <class> and no gap")
        words = [self._letters.write(word) for word in words]
        return "".join(re.escape(word.removesuffix("~")) + (r"\S* " if word.endswith("~") else " ") for word in words)

    def _needs(self, pattern: str) -> list[Need]:
        """What a text has to hold for it, the rarest first; only for what `_sequence` can read."""
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

    def _uncached_class(self, name: str) -> str:
        if name not in self._classes:
            raise ValueError(f"there is no class <{name}>")
        try:
            written = f"(?:{'|'.join(map(self._sequence, self._classes[name]))})"
        except RecursionError:
            raise ValueError(f"the class <{name}> contains itself") from None
        if len(written) > MOST_LETTERS:
            raise ValueError(f"the class <{name}> stands for too much: classes of classes multiply")
        return written


def anchors_of(patterns: Iterable[Sequence[Expression]]) -> frozenset[str]:
    """The same for patterns of several parts, of which one is to be found: where a text holds none of these, none is.

    A pack has a thousand expressions, and a reply holds what a few of them need: to ask all of them takes a
    millisecond, and many more on a small machine.
    """
    rarest = (min((part.anchors for part in parts), key=lambda words: ("" in words, len(words))) for parts in patterns)
    return frozenset[str]().union(*rarest)


def held_by(text: str) -> set[str]:
    """What a text as `Plain.write` gives it holds of what expressions need: its words, and how they begin."""
    words = set(text.split())
    return {word[:length] for word in words for length in range(len(word) + 1)} | {f"{word} " for word in words} | {""}


def _any_of(needs: Sequence[Need]) -> Need:
    """Where one of them needs nothing, all of them together need nothing."""
    return tuple(dict.fromkeys(chain(*needs))) if all(needs) else ()


def _holds_one(text: str, need: Need) -> bool:
    for word in need:  # noqa: SIM110 - a generator takes twice as long
        if word in text:
            return True
    return False
