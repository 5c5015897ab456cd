"""The small language of risk.yaml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content.expression import Expression, Said
from coach.content.pattern import MOST_NESTED, Letters, Patterns, Plain, plain

PLAIN = Plain({"can't": "can not", "gonna": "going to", "~n't": "not", "~'s": "'s"})
PATTERNS = Patterns({"pills": ["pills", "sleeping <tablets>"], "tablets": ["tablets|tabs"]}, ["not"])


def finds(expression: Expression, written: str) -> bool:
    """Whether it stands in what was said."""
    return expression.search(Said(written.split())) is not None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("I CAN\u2019T -- he's gonna\u2026", "i can not he 's going to "),
        ("isn't it", "is not it "),
        ("call 9-1-1!", "call 9 1 1 "),
        ("'quoted'", "quoted "),
        ("", ""),
    ],
)
def test_texts_are_compared_without_case_and_punctuation(text: str, written: str) -> None:
    """Recognisers differ in how they write; short forms are written out."""
    assert PLAIN.write(text) == written


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("took <pills>", "i took sleeping tabs today", True),
        ("took <pills>", "i took sleepy tabs", False),
        ("took * pills", "took all of the pills", True),
        ("took * pills", "took one two three four pills", False),
        ("took ** pills", "took one two three four pills", True),
        ("took * pills", "took not the pills", False),
        ("overdos~", "he overdosed", True),
        ("dos~", "he overdosed", False),
        ("really? bad", "bad", True),
        ("too much|many", "too many", True),
        ("going_to|may fall", "i am going to fall", True),
        ("too much $", "too much work", False),
        ("^ call", "please call", False),
        ("took ... pills", "took not one but all of those many small blue and white pills", True),
        ("took ... pills", "pills i took", False),
    ],
)
def test_a_pattern_finds_whole_words(pattern: str, text: str, matches: bool) -> None:
    """Classes, gaps, endings, what may be missing, and both ends of what was said."""
    assert finds(PATTERNS.compile(pattern), PLAIN.write(text)) is matches


def test_parts_are_found_each_for_itself() -> None:
    """`a & b` is read as two patterns, whatever their order in what was said."""
    parts = PATTERNS.compile_all("took & <pills>")
    assert [finds(part, PLAIN.write("sleeping tabs i took")) for part in parts] == [True, True]


def test_what_recognisers_mishear_is_put_right() -> None:
    """After short forms, whole words only, a few words for a few."""
    plain = Plain({"can't": "can not"}, {"can not brief": "can not breathe", "hole bottle": "whole bottle"})
    assert plain.write("I can't brief, the hole bottle, briefly") == "i can not breathe the whole bottle briefly "


@pytest.mark.parametrize("pattern", ["<nothing>", "Pills", "a,b", "a||b", "<pills"])
def test_what_cannot_be_read_is_named(pattern: str) -> None:
    """The author is told the word."""
    with pytest.raises(ValueError, match=r"no word|no class"):
        PATTERNS.compile(pattern)


@given(st.text("ab <pills>~?*|_&^$."), st.text("ab ils"))
def test_what_passes_the_check_can_be_looked_for(pattern: str, text: str) -> None:
    """So a pack that was opened never fails when somebody speaks."""
    try:
        parts = PATTERNS.compile_all(pattern)
    except ValueError:
        return
    for part in parts:
        finds(part, PLAIN.write(text))


def test_a_class_cannot_hold_itself() -> None:
    """Nobody could ever say all of it."""
    with pytest.raises(ValueError, match="contains itself"):
        Patterns({"a": ["<b>"], "b": ["x <a>"]}, []).compile("<a>")


def test_classes_name_each_other_only_so_deep() -> None:
    """In whichever order they are read: to look for them must never go too deep when somebody speaks."""
    patterns = Patterns({"a0": ["x"]} | {f"a{n}": [f"<a{n - 1}> y"] for n in range(1, MOST_NESTED + 1)}, [])
    for depth in range(MOST_NESTED):
        patterns.compile(f"<a{depth}>")
    with pytest.raises(ValueError, match="deep"):
        patterns.compile(f"<a{MOST_NESTED}>")


@given(st.text())
def test_whatever_was_said_can_be_written(text: str) -> None:
    """Any letters at all; one blank after each word, and nothing that a pattern could not read."""
    written = PLAIN.write(text)
    assert written == "" or written.endswith(" ")
    assert "  " not in written


SPANISH = Letters({"v": "b", "ll": "y", "ch": "ch", "h": "", "ci": "si"})


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Volví a HACERME daño", "bolbi a acerme dano "),
        ("me ago dano", "me ago dano "),
        ("la llave del coche", "la yabe del coche "),
    ],
)
def test_what_sounds_alike_is_written_in_one_way(text: str, written: str) -> None:
    """Recognisers, and people at a keyboard, leave accents out and take letters for others that sound the same."""
    assert Plain({}, letters=SPANISH).write(text) == written


def test_patterns_are_written_as_the_replies_are() -> None:
    """Also the words that no gap jumps over, short forms, and what is misheard."""
    patterns, replies = Patterns({}, ["jamás"], SPANISH), Plain({"vó": "voy"}, {"a ser": "hacer"}, SPANISH)
    assert finds(patterns.compile("suici~ * volver"), replies.write("suicidarme y bolber"))
    assert not finds(patterns.compile("suici~ * volver"), replies.write("suicidarme jamas volver"))
    assert finds(patterns.compile("voy a hacer"), replies.write("bo a a ser"))


def test_phrases_keep_their_letters() -> None:
    """A phrase that a question expects is compared as its author wrote it."""
    assert plain("¡Sí, mañana!") == "sí mañana"
