"""What a pattern is made of, and how it is looked for in what was said: word by word, in the order of its choices.

Regular expressions took seconds to compile for a whole pack, and somebody waited for those that their first words
needed. These need no compiling: a class that a hundred patterns name is one part of them all, and what it finds in a
text is found once.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple, Protocol

Ends = Sequence[int]
"""Where a part that begins at some word may end, the preferred end first."""
Need = tuple[str, ...]
"""One of these has to be held by a text; empty where nothing has to."""
NOWHERE: Ends = ()


class Said:
    """A text while it is looked through. It is forgotten with all that was found in it.

    `words`: as `Plain` writes them, and then one of no letters, where the text ends.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.end = len(words)
        self.words = [*words, ""]
        self.found: dict[tuple[Part, int], Ends] = {}

    @cached_property
    def held(self) -> set[str]:
        """What it holds of what expressions need: its words, a blank after each, and how they begin."""
        words = set(self.words)
        beginnings = {word[:length] for word in words for length in range(len(word) + 1)}
        return beginnings | {f"{word} " for word in words if word}

    def part(self, start: int, end: int) -> "Said":
        """The words from one place to another, as a text of their own."""
        return Said(self.words[max(0, start) : min(end, self.end)])

    def between(self, start: int, end: int) -> str:
        """The same words as they were said."""
        return " ".join(self.words[start:end])


class Part(Protocol):
    """A piece of a pattern.

    `begins`: the words that it may begin with; None where that may be any word, or none. `nested`: how many classes
    stand in each other in it.
    """

    begins: frozenset[str] | None
    nested: int

    def ends(self, said: Said, at: int) -> Ends:
        """Where it ends if it begins at this word; nowhere if it does not."""


class Word:
    """This word."""

    nested = 0

    def __init__(self, word: str) -> None:
        self.begins: frozenset[str] | None = frozenset([word])
        self._word = word

    def ends(self, said: Said, at: int) -> Ends:
        """After it."""
        return (at + 1,) if said.words[at] == self._word else NOWHERE


class Stem:
    """A word that begins so."""

    begins: frozenset[str] | None = None
    nested = 0

    def __init__(self, stem: str) -> None:
        self._stem = stem

    def ends(self, said: Said, at: int) -> Ends:
        """After it."""
        return (at + 1,) if at < said.end and said.words[at].startswith(self._stem) else NOWHERE


class Edge:
    """The beginning or the end of what was said."""

    nested = 0

    def __init__(self, is_end: bool) -> None:
        self.begins: frozenset[str] | None = frozenset([""]) if is_end else None
        self._is_end = is_end

    def ends(self, said: Said, at: int) -> Ends:
        """Where it begins."""
        return (at,) if at == (said.end if self._is_end else 0) else NOWHERE


class Gap:
    """Words of any kind, as few as will do."""

    begins: frozenset[str] | None = None
    nested = 0

    def __init__(self, most: int | None = None, never: frozenset[str] = frozenset()) -> None:
        """`most`: so many; None: any number. `never`: none of these."""
        self._most = most
        self._never = never

    def ends(self, said: Said, at: int) -> Ends:
        """Before the first word, after it, after the next."""
        last = said.end if self._most is None else min(said.end, at + self._most)
        passed = at
        while passed < last and said.words[passed] not in self._never:
            passed += 1
        return range(at, passed + 1)


class Row:
    """One part after the other."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.begins = parts[0].begins if parts else None
        self.nested = max((part.nested for part in parts), default=0)
        self._parts = parts

    def ends(self, said: Said, at: int) -> Ends:
        """Where the last one does."""
        ends: Ends = (at,)
        for part in self._parts:
            if len(ends) == 1:
                ends = part.ends(said, ends[0])
            else:
                ends = list(dict.fromkeys(end for start in ends for end in part.ends(said, start)))
            if not ends:
                return NOWHERE
        return ends


class Either:
    """One of several ways to say something; the first is preferred."""

    def __init__(self, ways: Sequence[Part], optional: bool = False) -> None:
        """`optional`: it may be missing."""
        known = frozenset[str]().union(*(way.begins for way in ways if way.begins is not None))
        self._anyhow = [way for way in ways if way.begins is None]
        self._by_word: dict[str, list[Part]] = {word: [] for word in known}
        for way in ways:
            for word in known if way.begins is None else way.begins:
                self._by_word[word].append(way)
        self._optional = optional
        self.begins = None if optional or self._anyhow else known
        self.nested = max((way.nested for way in ways), default=0)

    def ends(self, said: Said, at: int) -> Ends:
        """Where the ways do that may begin with the word that stands here."""
        ways = self._by_word.get(said.words[at], self._anyhow)
        if len(ways) == 1 and not self._optional:
            return ways[0].ends(said, at)
        ends = [end for way in ways for end in way.ends(said, at)]
        if self._optional:
            ends.append(at)
        return ends

    def may_begin(self, said: Said) -> Sequence[int]:
        """At which words."""
        if self.begins is None:
            return range(said.end + 1)
        return [at for at, word in enumerate(said.words) if word in self._by_word]


class Class(Either):
    """Ways to say something that have a name."""

    def __init__(self, ways: Sequence[Part]) -> None:
        super().__init__(ways)
        self.nested += 1

    def ends(self, said: Said, at: int) -> Ends:
        """The same, looked for once in each text."""
        if (self, at) not in said.found:
            said.found[self, at] = list(dict.fromkeys(super().ends(said, at)))
        return said.found[self, at]


class Match(NamedTuple):
    """From one word to before another."""

    start: int
    end: int


class Expression:
    """Something that may be said in several ways, wherever it stands in a text."""

    def __init__(self, ways: Either, needs: Sequence[Sequence[Need]]) -> None:
        """`needs`: what a text has to hold, all of it, for each of the ways."""
        self._ways = ways
        self._needs = needs

    def search(self, said: Said) -> Match | None:
        """The first place where it stands."""
        return next(self.finditer(said), None)

    def finditer(self, said: Said) -> Iterator[Match]:
        """Every place, one after the other."""
        if not self._may_match(said.held):
            return
        past = 0
        for at in self._ways.may_begin(said):
            if at >= past and (ends := self._ways.ends(said, at)):
                yield Match(at, ends[0])
                past = ends[0]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """A text in which it stands holds one of these, as `Said.held` has them; "" where any text may do."""
        return frozenset(chain(*(min(way, key=len, default=("",)) for way in self._needs)))

    def _may_match(self, held: set[str]) -> bool:
        for way in self._needs:  # noqa: SIM110 - a generator takes twice as long
            if not any(map(held.isdisjoint, way)):
                return True
        return False


class Index:
    """Which of many patterns a text may hold, by their anchors.

    A pack has a thousand expressions, and a reply holds what a few of them need: to ask all of them takes a
    millisecond, and many more on a small machine.
    """

    def __init__(self, patterns: Iterable[Sequence[Expression]]) -> None:
        """`patterns`: of several parts each, all of which have to be found."""
        self._by_anchor: dict[str, list[int]] = {}
        for place, parts in enumerate(patterns):
            for anchor in min((part.anchors for part in parts), key=lambda words: ("" in words, len(words))):
                self._by_anchor.setdefault(anchor, []).append(place)

    def places(self, said: Said) -> list[int]:
        """Their places among all, in order. Where any other stands, it is not found in this text."""
        anchors = said.held & self._by_anchor.keys()
        return sorted({place for anchor in anchors for place in self._by_anchor[anchor]})


class Leading:
    """What stands before something, with nothing but certain words in between: "not going to" before "die"."""

    def __init__(self, leads: Part, fillers: Part) -> None:
        self._leads = leads
        self._fillers = fillers

    def leads_to_the_end(self, said: Said) -> bool:
        """Whether the text ends so."""
        filled = {said.end}
        for at in reversed(range(said.end)):
            if not filled.isdisjoint(self._fillers.ends(said, at)):
                filled.add(at)
        return any(not filled.isdisjoint(self._leads.ends(said, at)) for at in range(said.end))
