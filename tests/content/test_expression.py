"""How patterns are looked for: as by regular expressions, in which the language of risk.yaml was written at first."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.content.expression import Index, Leading, Said
from coach.content.pattern import GAPS, Patterns

CLASSES = {"pills": ["pills", "sleeping <tablets>", "tabs not?"], "tablets": ["tablets|tabs", "* tablets"]}
PATTERNS = Patterns(CLASSES, ["not"])
TOKENS = [
    "took", "took|not", "<pills>", "<tablets>?", "*", "**", "...", "too", "many?", "overdos~", "going|going_to", "to",
    "going_to|<pills>", "^", "$", "$|too", "not?",
]  # fmt: skip
HEARD = ["took", "sleeping", "tabs", "tablets", "pills", "not", "too", "many", "overdosed", "going", "to"]
TEXTS = st.lists(st.sampled_from(HEARD), max_size=14)
WRITTEN = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=5).map(" ".join)


def regular(pattern: str) -> str:
    """The same as a regular expression, over words with a blank after each."""
    return "".join(map(_token, pattern.split()))


def _token(token: str) -> str:
    if token == "...":
        return r"(?:\S+ )*?"
    if token in GAPS:
        return rf"(?:(?!not )\S+ ){{0,{GAPS[token]}}}?"
    choices = "|".join(map(_choice, token.removesuffix("?").split("|")))
    return f"(?:{choices}){'?' if token.endswith('?') else ''}"


def _choice(choice: str) -> str:
    if choice.startswith("<"):
        return f"(?:{'|'.join(map(regular, CLASSES[choice[1:-1]]))})"
    edges = {"^": r"\A", "$": r"\Z"}
    return edges.get(choice) or "".join(
        word.removesuffix("~") + (r"\S* " if word.endswith("~") else " ") for word in choice.split("_")
    )


@given(WRITTEN, WRITTEN, TEXTS)
def test_it_finds_what_a_regular_expression_finds(one: str, other: str, words: list[str]) -> None:
    """From word to word, whatever is written and said: the same places, and so the same words in each."""
    written = "".join(f"{word} " for word in words)
    found = re.finditer(rf"(?<!\S)(?:{regular(one)}|{regular(other)})", written)
    expected = [(written[: match.start()].count(" "), written[: match.end()].count(" ")) for match in found]
    assume(all(start < end for start, end in expected))  # what may be no word at all is refused in a pack
    expression, said = PATTERNS.compile(one, other), Said(words)
    assert [tuple(match) for match in expression.finditer(said)] == expected
    first = expression.search(said)
    assert (first and tuple(first)) == next(iter(expected), None)


@given(st.lists(WRITTEN, min_size=1, max_size=3), st.lists(WRITTEN, min_size=1, max_size=3), TEXTS)
def test_what_leads_to_the_end_is_found_as_well(leads: list[str], fillers: list[str], words: list[str]) -> None:
    """One lead, and then nothing but fillers."""
    lead, filler = ("|".join(map(regular, patterns)) for patterns in (leads, fillers))
    written = "".join(f"{word} " for word in words)
    expected = any(match.start() < len(written) for match in re.finditer(rf"(?<!\S)(?:{lead})(?:{filler})*\Z", written))
    assert PATTERNS.leading(leads, fillers).leads_to_the_end(Said(words)) is expected


@given(WRITTEN, WRITTEN, TEXTS)
def test_what_is_found_is_in_the_index(one: str, other: str, words: list[str]) -> None:
    """So only the few patterns whose words were said are looked for."""
    patterns = [PATTERNS.compile_all(pattern) for pattern in (one, f"{one} & {other}", other)]
    said = Said(words)
    found = [place for place, parts in enumerate(patterns) if all(part.search(said) for part in parts)]
    assert set(found) <= set(Index(patterns).places(said))


def test_the_index_gives_those_whose_words_are_held_in_their_order() -> None:
    """Not where only a part of another word is."""
    index = Index(map(PATTERNS.compile_all, ("overdos~ to", "took & <pills>", "going to", "too ... many")))
    assert index.places(Said(["going", "to", "overdose"])) == [0, 2]
    assert index.places(Said(["mistook"])) == []


@pytest.mark.parametrize(("start", "end", "words"), [(1, 3, "b c"), (-4, 1, "a"), (2, 90, "c d")])
def test_a_part_of_a_text_is_a_text(start: int, end: int, words: str) -> None:
    """As far as there is one."""
    said = Said(["a", "b", "c", "d"]).part(start, end)
    assert said.between(0, said.end) == words and said.end == len(words.split())


def test_without_a_lead_nothing_leads() -> None:
    """A language need not have any."""
    empty = PATTERNS.leading([], [])
    assert isinstance(empty, Leading) and not empty.leads_to_the_end(Said(["not"]))
