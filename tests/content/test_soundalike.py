"""Answers that can be given in the same place sound unlike each other."""

import pytest

from coach.content.soundalike import ALIKE, alike_by, check_sounds, distance
from coach.content.words import Words
from coach.speaking.pronunciation import pronounce
from tests.content.scripts import good, script

WORDS = Words.model_validate(good("words.yaml"))
PAIRS = [("wait", "eight"), ("fine", "five"), ("bear", "pear"), ("four", "for"), ("i can", "i can't"), ("no", "now")]
APART = [
    ("yep", "help"), ("skip", "stop"), ("feet", "breath"), ("my head", "my hands"), ("cook something", "fix something"),
    ("yes", "no"), ("surfing", "breathing"), ("right now", "not right now"),
]  # fmt: skip


def flaws(answers: str, rating: str = "") -> list[str]:
    """What is told about a question with these answers."""
    asked = script(f"a: {{say: {{a: 'So?'}}, ask: {{{rating} answers: {{{answers}}}}}, end: finish}}")
    phrases = [phrase for answer in asked.steps["a"].answers.values() for phrase in answer.phrases]
    known = [phrase for said in (*WORDS.everywhere.values(), *WORDS.shared.values()) for phrase in said]
    numbers = [phrase for said in WORDS.numbers.values() for phrase in said]
    words = " ".join([*phrases, *known, *numbers]).split()
    return [flaw.message for flaw in check_sounds(asked, WORDS, alike_by(pronounce(words, "en-US")))]


@pytest.mark.engines
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_an_ear_takes_for_something_else_is_near(one: str, other: str) -> None:
    """One sound of three, or less."""
    assert distance(one, other, pronounce(f"{one} {other}".split(), "en-US")) <= ALIKE


@pytest.mark.engines
@pytest.mark.parametrize(("one", "other"), APART)
def test_what_an_ear_tells_apart_is_far(one: str, other: str) -> None:
    """Also where most of the words are the same: the others tell them apart."""
    assert distance(one, other, pronounce(f"{one} {other}".split(), "en-US")) > ALIKE


@pytest.mark.engines
def test_the_answers_of_a_question_are_compared_with_all_that_can_be_said_there() -> None:
    """Each other, the words that work everywhere, and numbers where one is asked for."""
    assert flaws("walk: {phrases: [walk]}, work: {phrases: [rest]}") == []
    assert flaws("bear: {phrases: [a bear]}, pear: {phrases: [a pear]}") == [
        "'a pear' sounds like 'a bear', which means bear"
    ]
    assert flaws("x: {phrases: [skit]}") == ["'skit' sounds like 'skip', which means skip"]
    assert flaws("x: {phrases: [wait]}") == []
    assert flaws("x: {phrases: [wait]}", "rating: r,") == ["'wait' sounds like 'eight', which means 8"]


def test_the_same_phrase_is_told_once() -> None:
    """As one that means two things, and not as one that sounds like itself."""
    asked = script("a: {say: {a: 'So?'}, ask: {answers: {x: {phrases: [bear]}, y: {phrases: [bear]}}}, end: finish}")
    assert list(check_sounds(asked, WORDS.model_copy(update={"everywhere": {}}), alike_by({"bear": "bɛɹ"}))) == []


def test_ways_to_say_the_same_may_sound_alike() -> None:
    """ "Bear" and "a bear" are one answer."""
    asked = script("a: {say: {a: 'So?'}, ask: {answers: {x: {phrases: [bear, bears]}}}, end: finish}")
    quiet = WORDS.model_copy(update={"everywhere": {}})
    assert list(check_sounds(asked, quiet, alike_by({"bear": "bɛɹ", "bears": "bɛɹz"}))) == []
