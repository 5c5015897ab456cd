"""What the safety listener knows of a language."""

import pytest

from coach.content.pack import Pack
from coach.content.risk import Guard, Risk, RiskPath, Rule
from coach.safety.rules import Rules

RISK = Risk(
    guards={"past": Guard(near=["years ago"]), "machines": Guard(near=["phone"], only=["wake"])},
    paths={
        "overdose": RiskPath(rules={"wake": Rule(risk=["not wake"])}, sounds=["wake up", "too much"]),
        "suicide": RiskPath(rules={"die": Rule(risk=["die"], even=["past"])}, sounds=["too much"]),
    },
)


def test_a_guard_counts_for_all_rules_or_for_those_that_it_names() -> None:
    """And a rule may do without one."""
    assert RISK.guards_of("wake", RISK.paths["overdose"].rules["wake"]) == ["past", "machines"]
    assert RISK.guards_of("die", RISK.paths["suicide"].rules["die"]) == []


def test_what_is_listened_for_in_the_sound_stands_once() -> None:
    """The paths' phrases together, in order."""
    assert RISK.sounds() == ("wake up", "too much")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("119", ["call one one nine", "please dial 119", "ring 1 1 9", "one one nine", "119"]),
        ("10177", ["call one zero one seven seven"]),
        ("15", ["call one five", "call 1 5"]),
    ],
)
def test_whoever_says_the_number_of_their_country_is_heard(english: Pack, number: str, said: list[str]) -> None:
    """Also where it is none of those that everybody knows: it means danger there, and nothing elsewhere."""
    here, elsewhere = Rules(english.risk.calling(number, english.words.numbers)), Rules(english.risk)
    assert {here.find(f"{words} ").path for words in said} == {"medical"}
    assert not any(elsewhere.find(f"{words} ").path for words in said)
    assert not here.find("fifteen ").path and not here.find("15 ").path


def test_the_gentle_questions_are_lines_of_the_pack(english: Pack) -> None:
    """So that they are rendered ahead, checked, and can be recorded."""
    lines = dict(english.lines())
    for path in english.risk.paths.values():
        assert {f"risk.{id}" for id in (*path.question, *path.settled, *path.unanswered)} <= set(lines)
