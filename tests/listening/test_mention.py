"""An expected phrase within a longer reply."""

import pytest

from coach.effects import Expectation
from coach.listening.mention import after_hesitating, mentioned, words_of

RATING = Expectation(
    ("six", "seven", "maybe a six", "i don't know", "stop", "stop it"),
    {"six": 6, "seven": 7, "maybe a six": 6},
    meanings={"stop": "stop", "stop it": "stop"},
)


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("Um, maybe a six.", "maybe a six"),
        ("Six, I think.", "six"),
        ("It's a 7.", "seven"),
        ("Oh, I don\u2019t know!", "i don't know"),
        ("Stop, stop it now.", "stop it"),
        ("Six or seven.", None),
        ("Sixteen.", None),
        ("There are six of us at home today.", None),
        ("", None),
    ],
)
def test_one_answer_among_a_few_words_is_found(said: str, phrase: str | None) -> None:
    """The longest; not two different ones, not a part of a word, not in a story."""
    assert mentioned(said, RATING) == phrase


def test_words_are_as_phrases_have_them() -> None:
    """Lower case, straight apostrophes, no punctuation."""
    said = "Well\u2026 I\u2019d say: \u201cSEVEN\u201d, out-of 10!"
    assert words_of(said) == ["well", "i'd", "say", "seven", "out", "of", "10"]


@pytest.mark.parametrize(
    ("text", "lead", "rest"),
    [
        ("Um, a six.", "Um,", "a six."),
        ("Well... let me think, SIX", "Well... let me think,", "SIX"),
        ("Um, well.", "Um, well.", ""),
        ("Six, um.", "", "Six, um."),
        ("Umbrella.", "", "Umbrella."),
        ("", "", ""),
    ],
)
def test_hesitations_are_told_from_what_follows(text: str, lead: str, rest: str) -> None:
    """As they are written, with their commas; those in the middle are none."""
    assert after_hesitating(text, ("um", "well", "let me think", "let me")) == (lead, rest)
