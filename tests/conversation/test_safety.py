"""The safety listener. Recall and false alarms are measured elsewhere; here stands what must hold in any case."""

import pytest

from coach.content.pack import Pack, Risk, RiskPath
from coach.conversation.safety import SafetyListener, plain
from coach.events import Decision, Heard

RISK = Risk(
    paths={
        "overdose": RiskPath(phrases=["took too much"], unless=["took too much on"]),
        "suicide": RiskPath(phrases=["want to die", "end * life"]),
    }
)


def said(text: str, phrase: str | None = None) -> Heard:
    """A reply of which the closed grammar made nothing."""
    return Heard(1, Decision.REJECT, phrase, open_text=text)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("I took too much.", "overdose"),
        ("Honestly, I just want to die", "suicide"),
        ("i wanna die", "suicide"),
        ("I'm going to end my own life", "suicide"),
        ("I took too much on at work", None),
        ("i want to diet", None),
        ("seven", None),
        ("", None),
    ],
)
def test_a_risk_phrase_is_found_as_whole_words_anywhere(text: str, path: str | None) -> None:
    """Also inside a sentence, in short forms and with words between; not inside other words, not in idioms."""
    assert SafetyListener(RISK).hear(said(text)) == path


def test_an_idiom_excuses_only_itself() -> None:
    """An idiom in the same breath does not hide a real one."""
    assert SafetyListener(RISK).hear(said("i took too much on at work and then i took too much")) == "overdose"


def test_the_expected_phrase_is_heard_too() -> None:
    """Where the closed grammar heard a risk phrase that the open decode missed, it counts."""
    assert SafetyListener(RISK).hear(said("i want to dry", phrase="i want to die")) == "suicide"


def test_the_most_urgent_path_comes_first() -> None:
    """Of two risks in one reply the pack's order decides."""
    assert SafetyListener(RISK).hear(said("i want to die i took too much")) == "overdose"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("i want to kill myself", "suicide"),
        ("i think i overdosed", "overdose"),
        ("my chest hurts", "chest_pain"),
        ("this craving is killing me", None),
        ("i'm dying for a cigarette", None),
        ("about a seven i think", None),
    ],
)
def test_the_english_pack_tells_risk_from_idiom(english: Pack, text: str, path: str | None) -> None:
    """The plainest sentences of both kinds."""
    assert SafetyListener(english.risk).hear(said(text)) == path


def test_no_answer_of_the_pack_is_taken_for_a_risk(english: Pack) -> None:
    """What the coach itself offers to say never raises an alarm."""
    listener = SafetyListener(english.risk)
    offered = [phrase for phrases in english.words.everywhere.values() for phrase in phrases]
    assert [phrase for phrase in offered if listener.hear(said(phrase))] == []


def test_texts_are_compared_without_case_and_punctuation() -> None:
    """Recognisers differ in how they write."""
    assert plain("I\u2019m GONNA go -- now!") == "i'm going to go now"
