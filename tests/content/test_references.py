"""The files of a pack fit together."""

from pathlib import Path

import pytest

from coach.content.header import Header
from coach.content.pack import SESSION_PARTS
from coach.content.references import (
    Remembered,
    belongs,
    check_belonging,
    check_header,
    check_identity,
    check_remembered,
    files_needed,
)
from coach.content.risk import Risk, RiskPath, Rule
from tests.content.scripts import good, pack_of, script

SAID = "a: {say: {a: Hello.}, end: finish}"


def test_a_pack_needs_its_words_its_session_and_a_script_for_each_risk() -> None:
    """What leads to a safety path must find its script."""
    needed = files_needed(Risk(paths={"flood": RiskPath(rules={"flood": Rule(risk=["flood"])})}))
    assert {f"session/{part}.yaml" for part in SESSION_PARTS} < set(needed)
    assert "safety/flood.yaml" in needed and "words.yaml" in needed


@pytest.mark.parametrize(
    "file",
    [
        "README.md",
        "exercises/new.yaml",
        "sound/rest.rest.wav",
        "sound/index.json",
        "sound/0123456789ab.opus",
        "words.yaml",
    ],
)
def test_files_with_a_meaning_belong(file: str) -> None:
    """Exercises and recordings may be added; notes too."""
    assert belongs(Path(file), files_needed(None))


@pytest.mark.parametrize("file", ["exercises/new.yml", "sound/rest.mp3", "session/extra.yaml", "new.yaml"])
def test_files_that_nothing_reads_do_not(file: str) -> None:
    """Otherwise an author would wonder why nothing changes."""
    assert not belongs(Path(file), files_needed(None))


def test_a_reviewed_script_says_who_signed_it_and_when() -> None:
    """Both, and the date is a date."""
    signed = {"status": "reviewed", "reviewer": "Dr. A. Person"}
    assert [f.code for f in check_identity(script(SAID, **signed, reviewed_on="soon"), "tried")] == ["C005"]
    assert list(check_identity(script(SAID, **signed, reviewed_on="2026-11-22"), "tried")) == []


def test_the_silent_exercise_asks_nothing() -> None:
    """Somebody who says nothing is not asked again."""
    header = Header.model_validate(good("pack.yaml") | {"silent_exercise": "tried", "urgent_exercise": "tried"})
    asking = script("a: {say: {a: 'So?'}, ask: {open: true}, end: finish}")
    assert [flaw.code for flaw in check_header(header, {"tried": asking})] == ["C009"]
    assert list(check_header(header, {"tried": script(SAID)})) == []
    assert [flaw.code for flaw in check_header(header, {})] == ["C009", "C009"]


def test_what_a_script_names_is_looked_for_in_the_whole_pack() -> None:
    """A rating that another script remembers may be read here."""
    branch = "a: {branch: {rating: hunger, bands: [{up_to: 10, go: b}], unknown: b}}\nb: {say: {a: So.}, end: finish}"
    reads = script(branch, id="reads")
    asks = script("a: {say: {a: 'How much?'}, ask: {rating: hunger}, end: finish}", id="asks")
    assert list(check_remembered(reads, Remembered.of(pack_of(reads=reads, asks=asks)))) == []
    assert [flaw.code for flaw in check_remembered(reads, Remembered.of(pack_of(reads=reads)))] == ["C020"]
    tells = script("a: {say: {a: 'You said {rated_craving} at first.', b: So.}, end: finish}")
    assert [flaw.code for flaw in check_remembered(tells, Remembered.of(pack_of(tells=tells)))] == ["C020"]


def test_a_choice_that_is_read_is_remembered_by_some_question_and_has_that_answer() -> None:
    """A branch by a choice names the question's choice, and answers that it has."""
    said = "b: {say: {b: So.}, end: finish}"
    reads = script(f"a: {{branch: {{choice: value, ways: {{work: b}}, unknown: b}}}}\n{said}", id="reads")
    for answer, codes in (("work", []), ("rest", ["C020"])):
        ask = f"{{choice: value, answers: {{{answer}: {{phrases: [it]}}}}}}"
        asked = f"a: {{say: {{a: 'Which?'}}, ask: {ask}, end: finish}}"
        pack = pack_of(reads=reads, asks=script(asked, id="asks"))
        assert [flaw.code for flaw in check_remembered(reads, Remembered.of(pack))] == codes
    assert [flaw.where[-1] for flaw in check_remembered(reads, Remembered.of(pack_of(reads=reads)))] == ["choice"]


def test_an_alarm_names_a_safety_path() -> None:
    """Otherwise somebody in danger would be led nowhere."""
    asked = script("a: {say: {a: 'Safe?'}, ask: {answers: {'no': {alarm: floood}}}, end: finish}")
    assert [flaw.code for flaw in check_belonging(asked, pack_of(tried=asked))] == ["C011"]


def test_what_is_said_meanwhile_is_an_intent_or_a_rule() -> None:
    """Otherwise it would never be met."""
    met = script(SAID, meanwhile={"weapon": {"go": "a"}})
    assert [flaw.where for flaw in check_belonging(met, pack_of(met=met))] == [("meanwhile", "weapon")]


def test_the_title_of_an_exercise_can_be_said() -> None:
    """It is how somebody asks for it."""
    named = script(SAID, title="4, 7, 8")
    assert [flaw.code for flaw in check_belonging(named, pack_of(tried=named))] == ["C032"]
