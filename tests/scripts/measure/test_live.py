"""A session that tells when what happened."""

import json

import pytest

from coach.effects import End, Expectation, Line, Listen, Pace, Say
from coach.events import Decision, FellSilent, Heard, PromptStarted, SessionStarted
from coach.terminal.feed import Feed
from scripts.measure.live import TOLD, Breathing, Turns

HEARD = Heard(1, Decision.ACCEPT, "yes", speech_ended_seconds=10.0, endpoint_seconds=10.5)
SAY = Say((Line("a.b", "Good."),))


def test_a_turn_is_told_part_by_part(capsys: pytest.CaptureFixture[str]) -> None:
    """From the end of speech to the first sound, and nothing is counted twice."""
    turns = Turns()
    for what, seconds in ((SAY, 1.0), (PromptStarted(), 2.0), (HEARD, 10.75), (SAY, 10.875), (PromptStarted(), 11.0)):
        turns.note(what, seconds)
    (told,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert told == {TOLD: {"endpointing": 0.5, "recognising": 0.25, "deciding": 0.125, "speaking": 0.125}}
    assert "yes" not in json.dumps(told)


def test_no_line_of_the_session_is_taken_for_the_parts_of_a_turn(capsys: pytest.CaptureFixture[str]) -> None:
    """The session tells which turn it listens in; whoever reads both has to tell them apart."""
    feed = Feed()
    for what in (SAY, Listen(1, Expectation(("yes",)), "welcome.ready"), HEARD, End()):
        feed.note(what, 1.0)
    told = list(map(json.loads, capsys.readouterr().out.splitlines()))
    assert any("turn" in line for line in told) and not any(TOLD in line for line in told)


def test_breathing_is_listened_to_until_the_last_breath_is_over() -> None:
    """Nothing else is said in it."""
    pace = Pace(4, 6, 2)
    session = Breathing(pace)
    begun = session.receive(SessionStarted(), 100.0)
    assert begun[0] is pace and isinstance(begun[1], Listen)
    assert isinstance(session.receive(FellSilent(1), 108.0)[0], Listen)
    assert session.receive(FellSilent(2), 120.1) == [End()]
