"""What people may do where they are waited for."""

import pytest

from coach.content.words import Words
from coach.conversation.understanding import vocabulary_of
from coach.effects import Listen
from coach.events import Decision, FellSilent, Heard
from coach.rehearsal.doing import SILENT, SPEAKS, STOPS, UNSURE, WAITS, doings_at, event_of, numbers_of
from tests.content.scripts import good, script

TRIED = script("""
rate: {say: {a: 'How hungry?'}, ask: {rating: hunger, bands: [{up_to: 3, go: rest}, {up_to: 10, go: weigh}]}}
rest: {say: {b: Five quiet seconds.}, wait_seconds: 5, during: {early: {phrases: [early, too early]}}}
weigh: {branch: {first: before, second: hunger, fell: talk, same: talk, rose: talk, unknown: talk}}
talk: {say: {c: 'What is it like?'}, ask: {open: true}, end: finish}
""")
WORDS = Words.model_validate(good("words.yaml"))


def listening(step: str) -> Listen:
    """The microphone is open at a step."""
    return Listen(7, vocabulary_of(TRIED.steps[step], WORDS).expectation(8.0), f"tried.{step}")


def test_a_rating_is_given_in_every_kind() -> None:
    """A number for each band, and low, middle and high where two are compared; else any one."""
    assert numbers_of(TRIED) == {"hunger": {2, 3, 5, 8, 10}, "before": {2, 5, 8}}
    assert [what for kind, what in doings_at(TRIED.steps["rate"], {}) if kind == "rates"] == ["5"]
    assert [what for kind, what in doings_at(TRIED.steps["rate"], {"hunger": {9, 2}}) if kind == "rates"] == ["2", "9"]


def test_at_a_question_people_may_also_be_unsure_or_silent() -> None:
    """In a wait there is nothing to be unsure about; "stop" works everywhere."""
    assert list(doings_at(TRIED.steps["talk"], {})) == [SPEAKS, UNSURE, SILENT, STOPS]
    assert list(doings_at(TRIED.steps["rest"], {})) == [("answer", "early"), WAITS, STOPS]


def test_words_are_said_as_they_are_expected() -> None:
    """The first phrase of each, heard beyond doubt; a number with its value."""
    assert event_of(("answer", "early"), listening("rest")) == Heard(7, Decision.ACCEPT, "early", open_text="early")
    seven = event_of(("rates", "7"), listening("rate"))
    assert isinstance(seven, Heard) and (seven.phrase, seven.number) == ("seven", 7)
    stop = event_of(STOPS, listening("talk"))
    assert isinstance(stop, Heard) and stop.phrase == WORDS.everywhere["stop"][0]


@pytest.mark.parametrize("doing", [SILENT, WAITS])
def test_nobody_speaks_in_a_silence(doing: tuple[str, str]) -> None:
    """And the session is told so."""
    assert event_of(doing, listening("rest")) == FellSilent(7)


def test_what_is_not_expected_is_not_understood() -> None:
    """An answer of another question has no phrase here."""
    heard = event_of(("answer", "early"), listening("talk"))
    assert isinstance(heard, Heard) and heard.phrase is None
