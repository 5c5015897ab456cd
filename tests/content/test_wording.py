"""Lines are short, plain and kind."""

import pytest

from coach.content.claims import MedicalClaims
from coach.content.header import Header, Style, Unknown
from coach.content.repair import Repair
from coach.content.wording import (
    check_lines,
    check_repair,
    check_screen,
    check_unknown,
    lines_of,
    lines_of_repair,
    words_in,
)
from tests.content.scripts import STYLE, good, pack_of, script


def codes_of(line: str) -> list[str]:
    """What is told about a line."""
    said = script("a: {say: {a: Hello.}, end: finish}")
    step = said.steps["a"].model_copy(update={"say": {"a": line}})
    return [flaw.code for flaw in check_lines(said.model_copy(update={"steps": {"a": step}}), STYLE)]


@pytest.mark.parametrize("line", ["Call {emergency_number} now.", "You use drugs, and you want a pause.", "Housework."])
def test_plain_lines_pass(line: str) -> None:
    """Gaps that can be filled, and words that only look like hurtful ones."""
    assert codes_of(line) == []


@pytest.mark.parametrize(
    "line", ["Addicts know this.", "You had a relapse.", "You are clean.", "Drug users call.", "It is a habit."]
)
def test_words_that_hurt_are_told_in_every_form(line: str) -> None:
    """The device never says them."""
    assert codes_of(line) == ["C044"]


def test_a_pack_names_what_hurts_in_its_language() -> None:
    """Another language has other words, and what hurts in one is harmless in the other."""
    spanish = Style(readability="crawford", kinder={"consumo": ["abuso"]}, not_ours=["nosotros"])
    said = script("a: {say: {a: Nosotros., b: Un abuso., c: The user.}, end: finish}")
    assert [flaw.code for flaw in check_lines(said, spanish)] == ["C045", "C044"]


def test_nothing_is_promised() -> None:
    """What often happens may be said; that it happens this time may not. The pack says which words promise."""
    careful = Style(readability=None, kinder={}, not_ours=[], promises=["will pass"])
    said = script("a: {say: {a: It will pass., b: It often passes., c: You will passably do.}, end: finish}")
    assert [flaw.code for flaw in check_lines(said, careful)] == ["C048"]


@pytest.mark.parametrize("line", ["Let's go.", "We are here.", "Stop!", "¡Stop", "Count to 10.", "", "*breathe*"])
def test_a_program_speaks_plainly(line: str) -> None:
    """No "we", no exclamation, nothing that voices read in different ways."""
    assert codes_of(line) == ["C045"]


def test_a_question_is_for_everybody() -> None:
    """A line with a number given earlier is left out for who gave none; after it the question still stands."""
    was = "{was: 'You said {rated_craving} at first.'"
    step = "ask: {open: true, hint: {d: So.}}, end: finish}"
    for say, codes in ((was + "}", ["C038"]), (was + ", now: 'And now?'}", [])):
        assert [flaw.code for flaw in check_lines(script(f"a: {{say: {say}, {step}"), STYLE)] == codes


@pytest.mark.parametrize(
    "line",
    ["Hello {name}.", "Hello {.", "Hello {}.", "Hello {candidate}.", "Call {crisis_number:d}.", "{crisis_line!r}."],
)
def test_a_gap_that_nothing_fills_is_told(line: str) -> None:
    """Otherwise it would be read out, or end the session."""
    assert "C041" in codes_of(line)


def test_what_is_said_the_next_time_is_checked_as_well() -> None:
    """`again` holds lines like any others: named, worded, counted, with the question last."""
    asked = script(
        "a: {say: {a: 'So?'}, again: [{b: 'So? We wait.', c: So.}], ask: {open: true, hint: {d: So.}}, end: finish}"
    )
    assert [line_id for _, line_id, _ in lines_of(asked)] == ["a", "b", "c", "d"]
    assert {flaw.code for flaw in check_lines(asked, STYLE)} == {"C045", "C038"}


def test_twenty_five_words_are_the_limit() -> None:
    """A listener cannot look back."""
    assert codes_of("So " * 24 + "on.") == []
    assert codes_of("So " * 25 + "on.") == ["C042"]


def test_the_lines_are_those_that_the_session_may_speak() -> None:
    """Steps, answers, hints: the same lines as the pack itself names."""
    asked = script("a: {say: {a: 'So?'}, ask: {open: true, hint: {b: So.}, unsure: {say: {c: So.}}}, end: finish}")
    assert [line_id for _, line_id, _ in lines_of(asked)] == ["a", "c", "b"]
    pack = pack_of(tried=asked)
    own = [f"tried.{line_id}" for _, line_id, _ in lines_of(asked)]
    repair = [f"repair.{line_id}" for _, line_id, _ in lines_of_repair(pack.repair)]
    assert sorted(line_id for line_id, _ in pack.lines()) == sorted(own + repair)


def test_a_repair_asks_nothing_of_its_own() -> None:
    """The question that was not understood follows it."""
    repair = good("repair.yaml")
    repair["no_match"]["again"][0] = {"no_match_again_one": "What did you say?"}
    assert [flaw.code for flaw in check_repair(Repair.model_validate(repair), STYLE)] == ["C043"]


def test_the_heard_words_have_gaps_only_where_they_are_read_back() -> None:
    """{candidate} stands in confirm, and in no other line."""
    repair = good("repair.yaml")
    repair["paused"] = {"paused": "Paused, {candidate}."}
    assert [flaw.code for flaw in check_repair(Repair.model_validate(repair), STYLE)] == ["C041"]


def test_the_screen_has_gaps_only_where_they_are_filled() -> None:
    """A line of the screen that cannot be filled would end the session."""
    header = good("pack.yaml")
    assert list(check_screen(Header.model_validate(header).screen, STYLE)) == []
    header["screen"] |= {"breaths": "{seconds} breaths", "asleep": "Say {phrase} {"}
    flaws = list(check_screen(Header.model_validate(header).screen, STYLE))
    assert {flaw.code for flaw in flaws} == {"C041"}
    assert [flaw.where for flaw in flaws] == [("screen", "breaths"), ("screen", "asleep")]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("In danger, call {emergency_number}.", []),
        ("I know no line here.", ["C056"]),
        ("I know no line. Call {emergency_number} or {crisis_number}.", ["C041"]),
        ("We know none. Call {emergency_number}.", ["C045"]),
    ],
)
def test_what_is_said_in_place_of_a_number_names_another(line: str, codes: list[str]) -> None:
    """It stands in for every line that is not known, and is worded like any other."""
    unknown = Unknown(emergency_number="your emergency number", line=line)
    assert [flaw.code for flaw in check_unknown(unknown, STYLE)] == codes


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("Can you call {crisis_number} now?", ["C058"]),
        ("Will you call {violence_line} now?", ["C058"]),
        ("Can you call {emergency_number} now?", []),
        ("Please call {crisis_number}. Can you call now?", []),
    ],
)
def test_no_question_needs_a_line_that_may_be_missing(line: str, codes: list[str]) -> None:
    """It would be left out, and its answer waited for."""
    assert codes_of(line) == codes


def test_nothing_is_claimed_that_only_a_medical_device_may() -> None:
    """In no line, no title, and nothing on the screen; a sentence is excused as a whole."""
    careful = STYLE.model_copy(update={"medical_claims": MedicalClaims(words=["treat~"], allowed=["I treat nobody."])})
    said = script("a: {say: {a: I treat nobody., b: It treats you., c: I treat nobody. I treat you.}, end: finish}")
    assert [flaw.where[-1] for flaw in check_lines(said, careful) if flaw.code == "C049"] == ["b", "c"]
    titled = said.model_copy(update={"title": "a treatment", "steps": {}})
    assert [flaw.where for flaw in check_lines(titled, careful)] == [("title",)]
    screen = Header.model_validate(good("pack.yaml")).screen.model_copy(update={"listening": "(treating)"})
    assert [flaw.code for flaw in check_screen(screen, careful)] == ["C049"]


def test_words_are_counted_as_spoken() -> None:
    """An apostrophe does not make two words of one."""
    assert words_in("Don't stop, {crisis_line}.") == ["don't", "stop", "crisis_line"]
