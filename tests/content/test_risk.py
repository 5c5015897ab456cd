"""What the safety listener knows of a language."""

from coach.content.pack import Pack
from coach.content.risk import Guard, Risk, RiskPath, Rule

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


def test_the_gentle_questions_are_lines_of_the_pack(english: Pack) -> None:
    """So that they are rendered ahead, checked, and can be recorded."""
    lines = dict(english.lines())
    for path in english.risk.paths.values():
        assert {f"risk.{id}" for id in (*path.question, *path.settled, *path.unanswered)} <= set(lines)
