"""What broke, and what breaks next."""

from random import Random

from scripts.storm.fault import Deck, Fault
from scripts.storm.step import Step


def test_every_kind_comes_before_any_comes_again() -> None:
    """So 300 faults are of every kind; the order is another each time round, and the same for the same seed."""
    kinds = ("a", "b", "c", "d", "e", "f")
    deck, same = (Deck(kinds, Random(1)) for _ in range(2))
    first, second = ([deck.deal() for _ in kinds] for _ in range(2))
    assert sorted(first) == sorted(second) == list(kinds) and first != second
    assert [same.deal() for _ in kinds] == first


def test_what_cannot_be_now_comes_later() -> None:
    """No disk is full where nothing is written any more: it is its turn again, after all others."""
    deck = Deck(("a", "b"), Random(1))
    first = deck.deal()
    deck.put_back(first)
    assert deck.deal() != first and deck.deal() == first


def test_a_reply_meets_a_fault_that_was_there_while_it_was_said_or_decided_on() -> None:
    """One that is not over yet meets all that comes."""
    fault = Fault("ear killed", Step("session", "question"), 10.0, until_seconds=15.0)
    assert fault.meets(8.0, 11.0) and fault.meets(14.0, 20.0) and fault.meets(11.0, 12.0)
    assert not fault.meets(1.0, 9.0) and not fault.meets(16.0, 20.0)
    fault.until_seconds = None
    assert fault.meets(100.0, 101.0)
