"""Nothing is asked any more, and there is no end to the waiting."""

import pytest

from coach.content.pack import Pack
from coach.conversation.moves import ListenOn, Open, Prompt, Resume, Take
from coach.conversation.turns.question import Question
from coach.conversation.turns.standing_invitation import STANDING_SECONDS, StandingInvitation
from coach.conversation.understanding import Understood, Wished
from coach.effects import CallStaff, Listen, Say
from coach.events import Decision
from tests.conversation.led import Led, clearly, mumbled


@pytest.fixture
def stood(english: Pack) -> Led:
    """On the suicide path, where nobody answered."""
    led = Led(english, english.safety["suicide"]).at("stay")
    assert isinstance(led.turn, Question)
    lines = Prompt("repair", english.repair.standing[0])
    return led.make(Open(StandingInvitation(led.turn, any_word=True), lines, calls_staff=True))


def test_it_has_no_end(stood: Led) -> None:
    """Staff is called, the number named; it waits for any word at all, and opened anew it says nothing."""
    call, say, listen = stood.effects()
    assert call == CallStaff("suicide") and isinstance(say, Say)
    assert isinstance(listen, Listen) and listen.expectation.open_words
    assert stood.turn.fall_silent(None) == ListenOn()
    (again,) = stood.make(ListenOn(), 2.0).effects()
    assert isinstance(again, Listen) and again.expectation.no_input_seconds == STANDING_SECONDS


def test_a_noise_is_nothing_and_a_word_is_somebody(stood: Led) -> None:
    """Any word brings the question back; an answer is taken at once."""
    assert stood.turn.hear(mumbled()) == ListenOn()
    assert stood.turn.hear(Understood(None, Decision.ACCEPT)) == Resume()
    assert stood.turn.hear(clearly(Wished("stop"))) == Take(Wished("stop"))


def test_any_key_wakes_it(stood: Led) -> None:
    """Also one that means nothing here."""
    assert stood.turn.press("9") == Resume()
    assert stood.turn.press("stop") == Take(Wished("stop"))
