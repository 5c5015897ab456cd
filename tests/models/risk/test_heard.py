"""What the risk network learns from an ear's mistakes."""

from pathlib import Path
from random import Random

from coach.content.learnt import NONE
from models.risk.examples import Example, written
from models.risk.heard import heard, read, share_lost, voice

PILLS = Example("i took all the pills in the house", "risk overdose")


def test_a_mistake_keeps_its_danger() -> None:
    """One word misheard: still what it was."""
    assert list(heard([PILLS], {PILLS.text: "i took all the bills in the house"})) == [
        Example("i took all the bills in the house", "risk overdose")
    ]


def test_nothing_is_learnt_twice() -> None:
    """What was heard as it was said is known already, and what was not heard is left out."""
    assert list(heard([PILLS], {PILLS.text: PILLS.text})) == []
    assert list(heard([PILLS], {})) == []


def test_babble_is_not_danger() -> None:
    """What lost most of its words teaches no danger; harmless babble is harmless."""
    babble = {PILLS.text: "it took a walk in the end", "the weather is fine": "the whether is find"}
    assert list(heard([PILLS, Example("the weather is fine", NONE)], babble)) == [Example("the whether is find", NONE)]


def test_the_share_that_was_lost() -> None:
    """Of the longer of both."""
    assert share_lost("one two three four", "one two three four") == 0
    assert share_lost("one two three four", "one too three") == 0.5
    assert share_lost("one", "") == 1


def test_what_was_heard_belongs_to_phrases_that_may_be_learnt_from() -> None:
    """Nothing that is held out was spoken for the network."""
    assert set(read()) <= {example.text for example in written("en")}


def test_a_voice_by_chance_is_always_the_same() -> None:
    """So that what is broken off goes on as it began."""
    into = Path("spoken.wav")
    assert voice("hello", into, Random("hello")) == voice("hello", into, Random("hello"))
