"""The rules alone, over text as it is compared."""

import pytest

from coach.content.risk import Guard, Negated, Risk, RiskPath, Rule
from coach.safety.finding import NOTHING, Danger, Finding
from coach.safety.rules import NEAR_WORDS, Rules

RULES = Rules(
    Risk(
        negations=["not"],
        negated=Negated(leads=["not"], fillers=["really"]),
        guards={"past": Guard(near=["years ago"])},
        paths={
            "overdose": RiskPath(rules={"took": Rule(risk=["took too much"], ask=["took something"])}),
            "suicide": RiskPath(rules={"die": Rule(risk=["want to die"], ask=["took something"])}),
        },
    )
)


def test_it_is_found_with_its_path_its_rule_and_its_words() -> None:
    """So that an author can see why."""
    assert RULES.find("well i want to die ") == Finding(Danger.RISK, "suicide", "die", "want to die")


def test_the_most_urgent_path_comes_first_and_risk_before_a_question() -> None:
    """Whatever the order in which it was said."""
    assert RULES.find("i took something ").path == "overdose"
    assert RULES.find("i took something and want to die ").path == "suicide"


@pytest.mark.parametrize("written", ["i do not really want to die ", "i want to die years ago ", ""])
def test_what_is_taken_back_is_nothing(written: str) -> None:
    """Negated, long ago, or not said at all."""
    assert RULES.find(written) == NOTHING


def test_a_guard_reaches_only_so_far() -> None:
    """What was years ago at the other end of a long story takes nothing back."""
    story = "and so on " * NEAR_WORDS
    assert RULES.find(f"i want to die {story}years ago ").danger is Danger.RISK
