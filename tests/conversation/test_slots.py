"""Ratings and choices of one session."""

from coach.content.pack import Pack
from coach.conversation.slots import Slots
from coach.conversation.understanding import Rated


def test_a_rating_above_the_earlier_one_surprises(english: Pack) -> None:
    """Much follows from it; where nothing was given before nothing is above it."""
    ask, slots = english.session["check_out"].steps["craving"].ask, Slots("breathing", lambda: False)
    assert not slots.surprises(Rated(9), ask)
    slots.rate("craving_before", 5)
    assert slots.surprises(Rated(9), ask) and not slots.surprises(Rated(5), ask)
    assert not slots.surprises(Rated(9), None)


def test_the_same_as_before_is_what_was_given_last(english: Pack) -> None:
    """In the middle of an exercise, or at the check-in; unknown if it was never given."""
    ask, slots = english.session["check_out"].steps["craving"].ask, Slots("breathing", lambda: False)
    assert slots.earlier(ask) is None
    for name, value in (("craving_before", 5), ("craving_middle", 7), ("ability_before", 2)):
        slots.rate(name, value)
    assert slots.earlier(ask) == Rated(7)
    slots.rate("craving_before", 4)
    assert slots.earlier(ask) == Rated(4)


def test_a_number_is_told_again_in_words(english: Pack) -> None:
    """As a gap that a line may have."""
    slots = Slots("breathing", lambda: False)
    slots.rate("craving_before", 7)
    assert slots.told(english.words) == {"rated_craving_before": "seven"}
