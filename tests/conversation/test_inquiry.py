"""Questions about what was heard."""

import pytest

from coach.content.pack import Pack
from coach.conversation.inquiry import CONFIRM_SECONDS, READ_BACK_SECONDS, Inquiry
from coach.conversation.understanding import Rated
from coach.effects import Listen, Say, StopSpeaking
from tests.conversation.led import Led


def inquiring(led: Led) -> Inquiry:
    """Over the same guide."""
    return Inquiry(led.pack, led.guide, led.wording)


@pytest.mark.parametrize(("other", "named"), [(None, ["seven"]), (Rated(5), ["seven", "five"])])
def test_what_may_have_been_meant_is_named(english: Pack, other: Rated | None, named: list[str]) -> None:
    """The candidate, and the other thing that it may have been."""
    led = Led(english, english.session["check_in"]).at("craving")
    inquiring(led).confirm(Rated(7), other, 1.0)
    say, listen = led.effects()
    assert isinstance(say, Say) and all(name in say.lines[0].text for name in named)
    assert isinstance(listen, Listen) and listen.expectation.no_input_seconds == CONFIRM_SECONDS
    assert led.guide.turn.confirming == Rated(7)


def test_a_number_beyond_doubt_is_read_back_for_a_moment_only(english: Pack) -> None:
    """Somebody in a craving need not answer to what is right."""
    led = Led(english, english.session["check_out"]).at("craving")
    inquiring(led).read_back(Rated(9), 1.0)
    say, listen = led.effects()
    assert isinstance(say, Say) and "nine" in say.lines[0].text
    assert isinstance(listen, Listen) and listen.expectation.no_input_seconds == READ_BACK_SECONDS < CONFIRM_SECONDS
    assert led.guide.turn.sure


def test_two_questions_in_a_row_are_worded_differently(english: Pack) -> None:
    """Also those about an amount, and about what was said before."""
    led = Led(english, english.session["check_in"]).at("craving")
    inquiry = inquiring(led)
    for ask in (inquiry.confirm_amount, inquiry.confirm_earlier):
        ask(Rated(7), 1.0)
        first = led.said()
        ask(Rated(7), 2.0)
        assert first != led.said()


def test_a_pacer_is_quiet_before_something_is_asked(english: Pack) -> None:
    """Nobody can answer over the sound of a breath."""
    led = Led(english, english.exercises["urge_surfing"]).at("settle_feet")
    inquiring(led).confirm(next(iter(led.guide.turn.vocabulary.meanings.values())), None, 1.0)
    assert isinstance(led.effects()[0], StopSpeaking)
