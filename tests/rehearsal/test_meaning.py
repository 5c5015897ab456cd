"""The truth of a rehearsal: what was meant against what the coach takes it for."""

import pytest

from coach.content.pack import Pack
from coach.conversation.understanding import Chose, Rated, vocabulary_to_confirm
from coach.effects import Listen
from coach.events import Decision, FellSilent, Heard
from coach.rehearsal.meaning import NOTHING, WORDS, Judge, Meant, Verdict

WAIT = "urge_surfing.breathe"
RATING = "check_in.craving"
OPEN = "urge_surfing.describe"
CHOICE = "choice.offer"


@pytest.fixture
def judge(english: Pack) -> Judge:
    """For the English pack."""
    return Judge(english)


def asked(judge: Judge, about: str) -> Listen:
    """The step's own question, or its wait."""
    return Listen(1, judge.vocabulary(about).expectation(8.0), about)


def heard(phrase: str | None, decision: Decision = Decision.ACCEPT, second: str | None = None) -> Heard:
    """The ear's answer."""
    return Heard(1, decision, phrase, second)


@pytest.mark.parametrize(
    ("about", "meant", "answer", "verdict"),
    [
        (RATING, 7, heard("about a seven"), Verdict.UNDERSTOOD),
        (RATING, 7, heard("eleven"), Verdict.MISUNDERSTOOD),
        (RATING, 7, heard("six"), Verdict.MISUNDERSTOOD),
        (RATING, 7, heard("seven", Decision.CONFIRM), Verdict.ASKED_BACK),
        (RATING, 7, heard("seven", Decision.REJECT), Verdict.NOT_UNDERSTOOD),
        (RATING, 7, FellSilent(1), Verdict.NOT_HEARD),
        (RATING, NOTHING, heard("seven"), Verdict.MISUNDERSTOOD),
        (RATING, NOTHING, heard("seven", Decision.REJECT), Verdict.RIGHTLY_REFUSED),
        (RATING, NOTHING, FellSilent(1), Verdict.RIGHTLY_REFUSED),
        (RATING, None, FellSilent(1), Verdict.SILENT),
        (RATING, None, heard("seven"), Verdict.HEARD_NOISE),
        (RATING, None, heard("seven", Decision.REJECT), Verdict.HEARD_NOISE),
        (WAIT, None, heard("stop", Decision.REJECT), Verdict.RIGHTLY_REFUSED),
        (WAIT, None, heard("stop"), Verdict.HEARD_NOISE),
        (CHOICE, "surfing", heard("the wave"), Verdict.UNDERSTOOD),
        (CHOICE, "stop", heard("please stop"), Verdict.UNDERSTOOD),
        (CHOICE, "stop", heard("breathing"), Verdict.MISUNDERSTOOD),
        (OPEN, WORDS, heard(None), Verdict.UNDERSTOOD),
        (OPEN, "tight", heard(None), Verdict.UNDERSTOOD),
        (OPEN, "stop", heard(None), Verdict.MISUNDERSTOOD),
        (RATING, 7, None, None),
    ],
)
def test_what_becomes_of_a_reply(
    judge: Judge,
    english: Pack,
    *,
    about: str,
    meant: Meant | None,
    answer: Heard | FellSilent | None,
    verdict: Verdict,
) -> None:
    """A reply is understood when the coach acts on what was meant; nothing is understood for being accepted."""
    judged = judge.outcome(asked(judge, about), meant, answer, None, [])
    assert (judged.verdict if judged else None) == verdict


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (heard("yes"), Verdict.UNDERSTOOD),
        (heard("yes", Decision.CONFIRM), Verdict.UNDERSTOOD),
        (heard("seven", Decision.CONFIRM), Verdict.UNDERSTOOD),
        (heard("six", Decision.CONFIRM), Verdict.NOT_UNDERSTOOD),
        (heard("no"), Verdict.NOT_UNDERSTOOD),
        (heard("six"), Verdict.MISUNDERSTOOD),
    ],
)
def test_after_a_read_back_yes_means_what_was_read_back(
    judge: Judge, english: Pack, answer: Heard, verdict: Verdict
) -> None:
    """ "Did you say seven, or six?": heard twice counts, another doubtful word is no match."""
    question = asked(judge, RATING)
    first = judge.judge(question, 7, heard("seven", Decision.CONFIRM, "six"), None)
    assert first.asked_about == Rated(7)
    around = judge.vocabulary(RATING)
    confirm = vocabulary_to_confirm([Rated(7), Rated(6)], english.words, around)
    again = judge.judge(Listen(1, confirm.expectation(8.0), RATING), 7, answer, first.asked_about)
    assert again.verdict is verdict


def test_a_read_back_of_the_wrong_thing_that_is_heard_twice_is_a_misunderstanding(judge: Judge, english: Pack) -> None:
    """The coach acts on it, whatever the person meant."""
    question = asked(judge, CHOICE)
    wrongly = judge.judge(question, "thought", heard("breathing", Decision.CONFIRM), None)
    assert wrongly.asked_about == Chose("breathing")
    again = judge.judge(question, "thought", heard("breathing", Decision.CONFIRM), wrongly.asked_about)
    assert again.verdict is Verdict.MISUNDERSTOOD


def test_a_risk_is_understood_when_its_safety_path_is_taken(judge: Judge, english: Pack) -> None:
    """Whatever the ear's phrase was."""
    question = asked(judge, OPEN)
    said = heard(None)
    assert judge.is_risk("suicide")
    assert judge.outcome(question, "suicide", said, None, ["suicide"]).verdict is Verdict.UNDERSTOOD  # type: ignore[union-attr]
    assert judge.outcome(question, "suicide", said, None, ["urge_surfing"]).verdict is Verdict.MISUNDERSTOOD  # type: ignore[union-attr]
    assert judge.outcome(question, WORDS, said, None, ["suicide"]).verdict is Verdict.MISUNDERSTOOD  # type: ignore[union-attr]


def test_on_a_safety_path_its_own_words_are_no_alarm(judge: Judge, english: Pack) -> None:
    """A "yes" that is followed by the same path is judged as any answer."""
    question = asked(judge, "suicide.now")
    assert judge.outcome(question, "yes", heard("yes"), None, ["suicide"]).verdict is Verdict.UNDERSTOOD  # type: ignore[union-attr]


def test_the_pack_knows_what_plain_words_mean(judge: Judge) -> None:
    """So a persona need not say it."""
    assert judge.meant(RATING, "Maybe a six.") == 6
    assert judge.meant(CHOICE, "the wave") == "surfing"
    assert judge.meant(CHOICE, "please stop") == "stop"
    assert judge.meant(OPEN, "like needles") == WORDS
    assert judge.meant(CHOICE, "like needles") == NOTHING


def test_punctuation_and_capitals_mean_nothing(judge: Judge) -> None:
    """A persona's words are compared as packs write them."""
    assert judge.meant(CHOICE, "Um ... I don't know!") == judge.meant(CHOICE, "um i don't know")
    assert judge.meant(CHOICE, "I don't know!") == "dont_know"


def test_where_nothing_is_asked_there_is_no_question(judge: Judge) -> None:
    """During a wait, or at a step that the pack does not have."""
    assert judge.question(WAIT) is None
    assert judge.question("no.where") is None
    assert judge.question("welcome.nowhere") is None
