"""How far two decodes are apart, in words."""

import pytest

from coach.listening.vosk.agreement import words_apart


@pytest.mark.parametrize(
    ("phrase", "heard", "apart"),
    [
        ("stop", "stop", 0.0),
        ("i don't know", "i don't know", 0.0),
        ("yes", "guess", 1.0),
        ("yes", "yes please", 0.5),
        ("yes", "oh yes of course", 1.5),
        ("i don't know", "i don't want to know", 2.0),
        ("i don't know", "i know", 1.0),
        ("two", "one two three", 1.0),
        ("stop", "the bus stopped at the old bridge", 4.0),
        ("six", "", float("inf")),
    ],
)
def test_a_word_within_the_phrase_counts_twice_one_around_it(phrase: str, heard: str, apart: float) -> None:
    """The same phrase is 0 apart; where nothing was heard nothing can agree."""
    assert words_apart(phrase.split(), heard.split()) == apart
