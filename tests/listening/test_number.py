"""A number in a sentence that is none of the expected phrases."""

import pytest

from coach.content.pack import Pack
from coach.effects import NumberWords
from coach.listening.number import find, in_place

WORDS = NumberWords(
    names={"six": 6, "seven": 7, "eight": 8, "one": 1, "two": 2, "ten": 10, "nine": 9},
    beside=frozenset(
        {"about", "a", "maybe", "i'd", "say", "it", "went", "down", "to", "more like", "or", "between", "and"}
    ),
    written_as={"to": "two", "ate": "eight"},
    halves=("and a half", "point five"),
    scales=("out of ten", "zero to ten"),
    idioms=("this one",),
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("I\u2019d say about a seven.", (7,)),
        ("It went down to 6", (6,)),
        ("More like two, maybe two.", (2,)),
        ("Ten out of ten!", (10,)),
        ("7/10", (7,)),
        ("8 out of 10", (8,)),
        ("Zero to ten, maybe six", (6,)),
        ("Between six and seven.", (6, 7)),
        ("Seven or 8?", (7, 8)),
        ("Six and a half.", (6, 7)),
        ("7.5", (7, 8)),
        ("Ten and a half", (10,)),
    ],
)
def test_a_number_is_found_in_any_sentence_of_words_that_go_with_one(said: str, numbers: tuple[int, ...]) -> None:
    """In words or in figures; two where both were said, or what lies between; the scale is none of them."""
    found = find(said, WORDS)
    assert found is not None
    assert (found.numbers, found.strange) == (numbers, 0)


@pytest.mark.parametrize("said", ["Seven.", "Call nine one one.", "I have two kids at home today.", "Maybe.", ""])
def test_what_is_no_rating_in_a_sentence_is_left_alone(said: str) -> None:
    """A number by itself, three of them, an idiom, a story, nothing."""
    assert find(said, WORDS) is None


@pytest.mark.parametrize(("said", "strange"), [("Not a seven.", 1), ("Seven fine days", 2)])
def test_words_that_do_not_go_with_a_number_are_counted(said: str, strange: int) -> None:
    """With them it may be something else."""
    found = find(said, WORDS)
    assert found is not None and found.strange == strange


@pytest.mark.parametrize(
    ("said", "place"), [("It went down to to.", "to"), ("About a heaven, maybe.", "heaven"), ("Maybe ate", "ate")]
)
def test_the_place_of_a_number_that_was_written_as_another_word_is_found(said: str, place: str) -> None:
    """One that sounds the same, or the only strange one."""
    found = find(said, WORDS)
    assert found is not None and found.numbers == () and said[found.start : found.end] == place


def test_another_number_can_stand_in_the_place() -> None:
    """At the beginning with a capital."""
    for said, other in (("Six, maybe.", "Two, maybe."), ("About a six.", "About a two."), ("It went 6", "It went two")):
        found = find(said, WORDS)
        assert found is not None and in_place(said, found, "two") == other


@pytest.mark.parametrize(
    "said",
    ["one day at a time", "give me five minutes", "i used four days ago", "i have two kids", "eight people were there",
     "call nine one one", "not this one", "it's not a seven", "no one is here", "just one more line", "one hundred"],
)  # fmt: skip
def test_other_sentences_with_numbers_are_no_ratings_in_english(said: str, english: Pack) -> None:
    """With the English pack's own words none of them is a rating without a question."""
    found = find(said, english.words.number_words())
    assert found is None or found.strange
