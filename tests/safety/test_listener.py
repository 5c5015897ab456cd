"""The safety listener. Recall and false alarms are measured elsewhere; here stands what must hold in any case."""

import sys
from types import FrameType

import pytest

from coach.content.pack import Pack
from coach.content.risk import Guard, Negated, Risk, RiskPath, Rule
from coach.events import Decision, Heard
from coach.safety.finding import LEARNT, SOUND, Danger
from coach.safety.listener import SafetyListener
from tests.listeners import rules_of, safety_of

RISK = Risk(
    short_forms={"wanna": "want to", "don't": "do not", "~'m": "am"},
    negations=["not"],
    negated=Negated(leads=["not"], fillers=["really"]),
    guards={"past": Guard(near=["years ago"], void=["again"]), "machines": Guard(near=["phone"], only=["wake"])},
    classes={"pills": ["pills", "tablets"]},
    paths={
        "overdose": RiskPath(
            rules={
                "took": Rule(risk=["took too much", "took * <pills>"], ask=["took something"], unless=["too much on"]),
                "wake": Rule(risk=["not wake"], even=["negated"]),
            }
        ),
        "suicide": RiskPath(rules={"die": Rule(risk=["want to die", "end * life"], ask=["disappear"])}),
    },
)


def said(text: str, phrase: str | None = None, readings: tuple[str, ...] = ()) -> Heard:
    """A reply of which the closed grammar made nothing."""
    return Heard(1, Decision.REJECT, phrase, open_text=text, readings=readings)


def found(text: str) -> tuple[str, str | None]:
    """The danger and its path."""
    finding = SafetyListener(RISK).hear(said(text))
    return finding.danger.value, finding.path


@pytest.mark.parametrize(
    ("text", "danger", "path"),
    [
        ("I took too much.", "risk", "overdose"),
        ("I took all of the tablets", "risk", "overdose"),
        ("Honestly, I just want to die", "risk", "suicide"),
        ("i wanna die", "risk", "suicide"),
        ("I'm going to end my own life", "risk", "suicide"),
        ("i took something", "ask", "overdose"),
        ("i could disappear", "ask", "suicide"),
        ("I took too much on at work", "none", None),
        ("i want to diet", "none", None),
        ("seven", "none", None),
        ("", "none", None),
    ],
)
def test_a_risk_is_found_as_whole_words_anywhere(text: str, danger: str, path: str | None) -> None:
    """Also inside a sentence, in short forms and with words between; not inside other words, not in idioms."""
    assert found(text) == (danger, path)


@pytest.mark.parametrize(
    "text",
    ["i don't want to die", "i don't really want to die", "i took too much years ago", "took not one of the pills"],
)
def test_what_is_denied_or_long_past_is_no_risk(text: str) -> None:
    """A negation takes back what follows it; no gap jumps over one."""
    assert found(text) == ("none", None)


@pytest.mark.parametrize("text", ["years ago i took too much and now i took too much again", "not now, i want to die"])
def test_what_is_so_again_or_not_denied_itself_is_a_risk(text: str) -> None:
    """A guard reaches no further than it should."""
    assert found(text)[0] == "risk"


def test_a_guard_may_be_for_one_rule_alone() -> None:
    """A phone that does not wake is no emergency; somebody who took too much beside a phone is one."""
    assert found("my phone does not wake") == ("none", None)
    assert found("he does not wake") == ("risk", "overdose")
    assert found("i took too much where is my phone") == ("risk", "overdose")


def test_an_idiom_excuses_only_itself() -> None:
    """An idiom in the same breath does not hide a real one."""
    assert found("i took too much on at work and then i took too much") == ("risk", "overdose")


IDEAS = Risk(
    negations=["not"],
    negated=Negated(leads=["not"]),
    idioms=["shaking hands"],
    paths={"withdrawal": RiskPath(rules={"ill": Rule(risk=["stopped drinking & shaking"], unless=["years ago"])})},
)


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("stopped drinking now i am shaking", "risk"),
        ("i am shaking so badly because i have stopped drinking", "risk"),
        ("stopped drinking and not shaking", "none"),
        ("stopped drinking and i am shaking hands again", "none"),
        ("stopped drinking and was shaking all day that was years ago", "none"),
        ("i am shaking", "none"),
    ],
)
def test_two_ideas_are_found_in_any_order(text: str, danger: str) -> None:
    """Each must stand for itself: neither denied nor an idiom; an excuse of the rule counts wherever it is said."""
    assert SafetyListener(IDEAS).read(text).danger.value == danger


def test_the_expected_phrase_is_heard_too() -> None:
    """Where the closed grammar heard a risk phrase that the open decode missed, it counts."""
    finding = SafetyListener(RISK).hear(said("i want to dry", phrase="i want to die"))
    assert (finding.danger, finding.path) == (Danger.RISK, "suicide")


def test_the_most_urgent_path_comes_first() -> None:
    """Of two risks in one reply the pack's order decides; a risk comes before a question."""
    assert found("i want to die i took too much") == ("risk", "overdose")
    assert found("i took something i want to die") == ("risk", "suicide")


def test_the_sound_alone_leads_to_a_question() -> None:
    """However like a risk phrase it was; and words that say so plainly count for more."""
    listener = SafetyListener(RISK)
    finding = listener.hear(said("i want to diet", readings=("i want to die now",)))
    assert (finding.danger, finding.path, finding.rule) == (Danger.ASK, "suicide", SOUND)
    assert listener.hear(said("i took too much", readings=("i want to die",))).path == "overdose"
    assert listener.hear(said("i don't want to diet", readings=("i don't want to die",))).danger is Danger.NONE


def test_what_else_the_sound_may_have_been_is_read_like_the_rest(english: Pack) -> None:
    """Also what no rule knows; and it never leads to more than a question."""
    listener = safety_of(english)
    finding = listener.hear(said("i want to spend my wife tonight", readings=("i want to end my life tonight",)))
    assert (finding.danger, finding.path, finding.rule) == (Danger.ASK, "suicide", SOUND)
    assert listener.hear(said("i watched the match", readings=("i watched the metro",))).danger is Danger.NONE


def test_what_is_as_surely_a_harmless_phrase_is_only_asked_about() -> None:
    """A noisy kitchen made "dry on the roof" of "try another"."""
    heard = Heard(1, Decision.ACCEPT, "no, thank you", open_text="I want to die.")
    assert SafetyListener(RISK).hear(heard).danger is Danger.ASK


def test_what_is_a_phrase_and_a_risk_is_a_risk() -> None:
    """A question may expect just these words."""
    heard = Heard(1, Decision.ACCEPT, "i want to die", open_text="I want to die.")
    assert SafetyListener(RISK).hear(heard).danger is Danger.RISK


def test_it_says_why() -> None:
    """The rule and the words, so that a clinician can review it; never in a log."""
    finding = SafetyListener(RISK).read("Well, I want to die")
    assert (finding.rule, finding.words) == ("die", "want to die")
    assert "want" not in repr(finding)


def test_no_answer_of_the_pack_is_taken_for_a_risk(english: Pack) -> None:
    """What the coach itself offers to say everywhere is never a risk, nor asked about."""
    listener = safety_of(english)
    offered = [phrase for phrases in english.words.everywhere.values() for phrase in phrases]
    offered += english.words.number_phrases()
    assert [phrase for phrase in offered if listener.read(phrase).danger is not Danger.NONE] == []


def test_no_answer_of_an_exercise_begins_a_safety_path(english: Pack) -> None:
    """Whoever says "I can't see" to be given sounds instead is not sent to a doctor."""
    listener = safety_of(english)
    steps = [step for script in english.exercises.values() for step in script.steps.values()]
    offered = [
        phrase for step in steps if step.ask for answer in step.ask.answers.values() for phrase in answer.phrases
    ]
    assert offered and [said for said in dict.fromkeys(offered) if listener.read(said).danger is Danger.RISK] == []


@pytest.mark.parametrize(
    ("text", "danger", "path"),
    [
        ("tonight i finally get to be done with breathing", Danger.RISK, "suicide"),
        ("she swallowed the lot and now she's a funny color", Danger.RISK, "overdose"),
        ("my heart keeps doing something odd", Danger.ASK, "medical"),
    ],
)
def test_what_no_rule_knows_was_learnt_from_examples(english: Pack, text: str, danger: Danger, path: str) -> None:
    """Nobody wrote a rule for it; sentences like it were examples. Without the network nothing is found."""
    finding = safety_of(english).read(text)
    assert (finding.danger, finding.path, finding.rule) == (danger, path, LEARNT)
    assert rules_of(english).read(text).danger is Danger.NONE


def test_a_rule_that_the_examples_speak_against_asks_first(english: Pack) -> None:
    """A rule is never silenced by the network: the gentle question comes in place of the alarm."""
    text = "my cat won't wake up from her nap"
    assert rules_of(english).read(text).danger is Danger.RISK
    finding = safety_of(english).read(text)
    assert (finding.danger, finding.lowered_from) == (Danger.ASK, Danger.RISK)


def test_a_question_that_the_examples_speak_against_is_not_asked(english: Pack) -> None:
    """Too much coffee."""
    text = "i drank too much coffee"
    assert rules_of(english).read(text).danger is Danger.ASK
    finding = safety_of(english).read(text)
    assert (finding.danger, finding.path, finding.lowered_from) == (Danger.NONE, None, Danger.ASK)
    assert finding.rule == rules_of(english).read(text).rule  # so that an author sees which


@pytest.mark.parametrize("text", ["my cat won't wake up from her nap", "i drank too much coffee"])
def test_a_rule_that_a_clinician_marks_always_is_not_made_less_of(english: Pack, text: str) -> None:
    """Whatever the examples say; every other rule still is."""
    found = rules_of(english).read(text)
    assert found.path and found.rule
    path = english.risk.paths[found.path]
    marked = path.model_copy(update={"rules": {found.rule: path.rules[found.rule].model_copy(update={"always": True})}})
    risk = english.risk.model_copy(update={"paths": english.risk.paths | {found.path: marked}})
    finding = SafetyListener(risk, english.folder).read(text)
    assert (finding.danger, finding.lowered_from) == (found.danger, None)


def test_a_clinician_can_say_what_is_harmless(english: Pack) -> None:
    """Where a craving is felt is no reason to ask; that with a pain is another reply."""
    listener = safety_of(english)
    assert listener.read("It's tight in my chest.").danger is Danger.NONE
    assert listener.read("it's a tight pain in my chest").danger is Danger.RISK


def test_an_answer_that_was_expected_is_judged_by_the_rules_alone(english: Pack) -> None:
    """The ear wrote the very words that the question offered; nothing needs to be weighed."""
    listener = safety_of(english)
    said_so = said("It's too much for me.", phrase="it's too much for me")
    assert listener.hear(said_so).danger is rules_of(english).hear(said_so).danger


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("i have been clean for 3 days", Danger.NONE),
        ("clean and sober six months today", Danger.NONE),
        ("i got my ninety day chip", Danger.NONE),
        ("i haven't used since friday", Danger.NONE),
        ("i have been clean for three days and i want to die", Danger.RISK),
        ("clean 3 days but i took too many pills tonight", Danger.RISK),
        ("i have not had a drink for four days", Danger.ASK),
    ],
)
def test_a_milestone_of_recovery_is_no_danger_by_itself(english: Pack, text: str, danger: Danger) -> None:
    """Nobody who tells of three days is asked whether they took too much; who stopped drinking is asked about that."""
    assert safety_of(english).read(text).danger is danger


def test_nobody_waits_for_what_could_have_been_made_ready(english: Pack) -> None:
    """Once it is built it compiles nothing, whatever is said: on a busy machine that made the first reply wait."""
    listener = SafetyListener(english.risk)
    compiling: list[str] = []

    def watch(frame: FrameType, what: str, argument: object) -> None:
        if frame.f_globals.get("__name__", "").startswith(("re.", "sre_")):
            compiling.append(frame.f_code.co_name)

    texts = [*(text for _, text in english.lines()), "i took all my pills, it hurts"]
    sys.setprofile(watch)
    try:
        findings = [listener.read(text) for text in texts[::-20]]
    finally:
        sys.setprofile(None)
    assert not compiling and findings[0].danger is Danger.RISK
