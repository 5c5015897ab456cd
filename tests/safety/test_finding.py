"""What the safety listener finds."""

from coach.safety.finding import Danger, Finding


def test_the_words_that_were_found_are_not_printed() -> None:
    """No log can hold what somebody said."""
    assert "die" not in repr(Finding(Danger.RISK, "suicide", "kill", "want to die"))


def test_a_risk_is_more_than_a_question_and_a_question_more_than_nothing() -> None:
    """The order in which findings are weighed."""
    assert list(Danger) == [Danger.RISK, Danger.ASK, Danger.NONE]
