"""Each question can be answered, and each answer means one thing."""

import pytest

from coach.content.questions import answers_by_choice, asks, check_answers, check_questions, check_spoken, ratings_of
from coach.content.words import Words
from tests.content.scripts import good, script

WORDS = Words.model_validate(good("words.yaml"))


@pytest.mark.parametrize("phrase", ["yes", "i don't know", "it's about a seven", "o'clock"])
def test_a_phrase_is_what_a_person_says(phrase: str) -> None:
    """Lower-case words and apostrophes."""
    assert list(check_spoken((), phrase)) == []


@pytest.mark.parametrize("phrase", ["Yes", "7", "yes.", "yes ", " yes", "a  b", "", "we're?", "over-dose", "'", "a'"])
def test_a_phrase_that_the_ear_cannot_expect_is_told(phrase: str) -> None:
    """Capitals, digits, signs and stray blanks."""
    assert [flaw.code for flaw in check_spoken((), phrase)] == ["C032"]


def test_numbers_are_said_bare_or_in_a_carrier() -> None:
    """Each number in each of its words, alone and in every carrier."""
    phrases = WORDS.number_phrases()
    assert phrases["seven"] == phrases["about a seven"] == 7
    assert len(phrases) == 22


def test_a_rating_has_a_name_that_branches_may_use() -> None:
    """The name under which it is remembered."""
    asked = script("a: {say: {a: 'How much?'}, ask: {rating: hunger}, end: finish}")
    assert ratings_of(asked) == {"hunger"}
    assert [where for where, _ in asks(asked)] == [("steps", "a", "ask")]


def test_a_shared_answer_may_be_used_by_name_alone() -> None:
    """Without phrases of its own it has those of words.yaml."""
    asked = script("a: {say: {a: 'So?'}, ask: {answers: {'yes': {}}, hint: {h: Say yes.}}, end: finish}")
    assert list(check_answers(asked, WORDS)) == []
    assert list(check_questions(asked)) == []


def test_a_number_may_be_an_answer_where_no_rating_is_asked() -> None:
    """ "Five" is only taken where numbers are wanted."""
    asked = script("a: {say: {a: 'So?'}, ask: {answers: {few: {phrases: [five]}}}, end: finish}")
    assert list(check_answers(asked, WORDS)) == []


def test_bands_rise_to_ten() -> None:
    """Each rating leads somewhere, and only to one place."""
    asked = "a: {say: {a: 'How much?'}, ask: {rating: r, hint: {h: So.}, bands: %s}, end: finish}"
    right = "[{up_to: 3, go: a}, {up_to: 10, go: a}]"
    for wrong in ("[{up_to: 3, go: a}]", "[{up_to: 10, go: a}, {up_to: 3, go: a}]"):
        assert [flaw.code for flaw in check_questions(script(asked % wrong))] == ["C021"]
    assert list(check_questions(script(asked % right))) == []


def test_a_choice_has_the_answers_of_every_question_that_remembers_it() -> None:
    """Two scripts may ask for the same."""
    asked = [
        script(f"a: {{say: {{a: 'So?'}}, ask: {{choice: value, answers: {{{name}: {{phrases: [it]}}}}}}, end: finish}}")
        for name in ("work", "rest")
    ]
    assert answers_by_choice(asked) == {"value": {"work", "rest"}}
