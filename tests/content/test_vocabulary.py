"""The words that the coach needs are there, and each can be heard."""

import pytest

from coach.content.risk import Guard, Risk, RiskPath, Rule
from coach.content.vocabulary import check_risk, check_words
from coach.content.words import Words
from tests.content.scripts import good


def told(**changes: object) -> list[tuple[str, object]]:
    """What is told about the good words with these changes."""
    return [(flaw.code, flaw.where) for flaw in check_words(Words.model_validate(good("words.yaml") | changes))]


def test_good_words_pass() -> None:
    """Nothing is told where nothing is wrong."""
    assert told() == []


def test_every_number_up_to_ten_has_a_word() -> None:
    """A rating could not be said otherwise."""
    numbers = {number: names for number, names in good("words.yaml")["numbers"].items() if number < 9}
    assert told(numbers=numbers) == [("C051", ("numbers", 9)), ("C051", ("numbers", 10))]


def test_yes_and_no_are_needed() -> None:
    """The coach asks for them to make sure that it heard right."""
    assert told(shared={"yes": ["yes"]}) == [("C051", ("shared", "no"))]


def test_a_number_is_not_a_hesitation() -> None:
    """Among all that can be said anywhere a phrase stands once."""
    assert told(hesitations=["um", "seven"]) == [("C050", ("hesitations", 1))]


def test_shared_answers_may_have_phrases_in_common() -> None:
    """They need not stand in the same question."""
    assert told(shared={"yes": ["yes"], "no": ["no"], "okay": ["yes"]}) == []


@pytest.mark.parametrize("carrier", ["about", "{number} or {number}", "about a {number} {more}", "{0}"])
def test_a_carrier_has_one_gap_for_the_number(carrier: str) -> None:
    """More or fewer could not be filled."""
    assert told(carriers=[carrier]) == [("C052", ("carriers", 0))]


@pytest.mark.parametrize("pattern", ["<pain>", "* pills", "pills *", "Pills", "my,pills", "pills|<pain>", ""])
def test_a_risk_pattern_that_cannot_be_read_is_told(pattern: str) -> None:
    """A class that is not there, a gap at an end, a capital letter, a sign."""
    rule = Rule(risk=["pills"], unless=[pattern])
    assert {flaw.code for flaw in check_risk(Risk(paths={"danger": RiskPath(rules={"pills": rule})}))} == {"C053"}


def test_a_risk_pattern_may_hold_digits_classes_and_gaps() -> None:
    """The open transcript writes some numbers so."""
    rule = Rule(risk=["call <number>", "do not * wake up"])
    risk = Risk(classes={"number": ["911", "9 1 1"]}, paths={"danger": RiskPath(rules={"call": rule})})
    assert list(check_risk(risk)) == []


def test_guards_and_rules_are_named_as_they_are() -> None:
    """A guard that nothing has, or that guards a rule that is not there, would be silently without effect."""
    rule, guard = Rule(risk=["pills"], even=["once"]), Guard(near=["years ago"], only=["pain"])
    risk = Risk(guards={"past": guard}, paths={"danger": RiskPath(rules={"pills": rule})})
    assert [flaw.where for flaw in check_risk(risk)] == [
        ("paths", "danger", "rules", "pills", "even"), ("guards", "past", "only"),
    ]  # fmt: skip
