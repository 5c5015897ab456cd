"""A number in a sentence that nobody expected."""

import pytest

from coach.effects import NumberWords
from coach.listening.vosk.naming import name_number

WORDS = NumberWords(
    names={"six": 6, "seven": 7}, beside=frozenset({"i'd", "put", "it", "at", "a", "or"}), written_as={}
)


@pytest.mark.parametrize(("closed", "gap"), [(["a", "seven"], 0.0), (["a", "six"], 1.0), ([], 1.0)])
def test_a_number_counts_as_heard_when_both_decodes_heard_it(closed: list[str], gap: float) -> None:
    """In whatever words."""
    naming = name_number("i'd put it at a seven", 0.9, closed, WORDS)
    assert naming is not None
    assert (naming.ranked, naming.gap, naming.margin) == ((("seven", 0.9),), gap, float("inf"))


def test_two_numbers_are_two_candidates() -> None:
    """Neither is ahead of the other."""
    naming = name_number("six or seven", 0.9, ["six", "seven"], WORDS)
    assert naming is not None
    assert ([name for name, _ in naming.ranked], naming.margin) == (["six", "seven"], 0.0)


@pytest.mark.parametrize("text", ["", "seven", "put it there", "seven days", "the bus at seven came late"])
def test_a_number_that_rates_nothing_is_none(text: str) -> None:
    """Days are counted, buses come at a time; a bare number is a phrase already."""
    assert name_number(text, 0.9, ["seven"], WORDS) is None
