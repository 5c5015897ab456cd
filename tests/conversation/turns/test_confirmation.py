"""Questions about what was heard."""

import pytest

from coach.content.pack import Pack
from coach.conversation.moves import Open, Resume, Take
from coach.conversation.turns.confirmation import (
    CONFIRM_SECONDS,
    READ_BACK_SECONDS,
    Confirmation,
    ReadBack,
    confirm,
    confirm_amount,
    confirm_earlier,
    read_back,
)
from coach.conversation.turns.question import Question
from coach.conversation.understanding import Chose, Rated, Settled, Wished
from coach.effects import Listen, Say, StopSpeaking
from tests.conversation.led import Led, clearly, mumbled, perhaps, said_first


def question(led: Led) -> Question:
    """The one that is open."""
    assert isinstance(led.turn, Question)
    return led.turn


def at_craving(pack: Pack) -> Led:
    """Where a number is asked for."""
    return Led(pack, pack.session["check_in"]).at("craving")


def asked_about(pack: Pack, meaning: Rated | Wished) -> Confirmation:
    """Whether it was this."""
    turn = confirm(question(at_craving(pack)), meaning).turn
    assert isinstance(turn, Confirmation)
    return turn


@pytest.mark.parametrize(
    ("second", "named"), [(None, ["seven"]), (Rated(5), ["seven", "five"]), (Wished("stop"), ["seven"])]
)
def test_what_may_have_been_meant_is_named(english: Pack, second: Rated | None, named: list[str]) -> None:
    """The candidate, and the other answer that it may have been; "or stop?" helps nobody."""
    led = at_craving(english)
    led.make(confirm(question(led), Rated(7), second))
    say, listen = led.effects()
    assert isinstance(say, Say) and all(name in say.lines[0].text for name in named)
    assert isinstance(listen, Listen) and listen.expectation.no_input_seconds == CONFIRM_SECONDS


def test_the_turn_under_it_takes_the_answer(english: Pack) -> None:
    """Yes is what was heard; another number is that number; "no" asks the question again."""
    turn = asked_about(english, Rated(7))
    assert turn.hear(clearly(Settled(True))) == Take(Rated(7))
    assert turn.hear(clearly(Rated(8))) == Take(Rated(8))
    assert isinstance(turn.hear(clearly(Settled(False))), Resume)
    assert turn.press("8") == Take(Rated(8))
    assert turn.press("yes") == Take(Rated(7)) and isinstance(turn.press("no"), Resume)


def test_the_same_once_more_is_a_yes(english: Pack) -> None:
    """However unclear; but a doubtful word that ends a session has to be clear once."""
    turn = asked_about(english, Rated(7))
    assert turn.hear(perhaps(Rated(7))) == Take(Rated(7))
    assert turn.hear(perhaps(Settled(True))) == Take(Rated(7))
    turn.context.ladder.suspected = Rated(7)
    assert turn.hear(mumbled(Rated(7))) == Take(Rated(7))
    assert isinstance(asked_about(english, Wished("stop")).hear(perhaps(Wished("stop"))), Resume)


def test_what_is_neither_is_asked_anew(english: Pack) -> None:
    """With a rung of the ladder; silence is no yes."""
    turn = asked_about(english, Rated(7))
    for move in (turn.hear(perhaps(Rated(9))), turn.fall_silent(None)):
        assert isinstance(move, Resume) and said_first(move)[0].startswith(("no_match", "no_input"))


def test_a_number_beyond_doubt_is_read_back_for_a_moment_only(english: Pack) -> None:
    """Somebody in a craving need not answer to what is right: silence lets it stand."""
    led = at_craving(english)
    led.make(read_back(question(led), Rated(9)))
    say, listen = led.effects()
    assert isinstance(say, Say) and "nine" in say.lines[0].text
    assert isinstance(listen, Listen) and listen.expectation.no_input_seconds == READ_BACK_SECONDS < CONFIRM_SECONDS
    assert isinstance(led.turn, ReadBack) and led.turn.fall_silent(None) == Take(Rated(9))


def test_two_questions_in_a_row_are_worded_differently(english: Pack) -> None:
    """Also those about an amount, and about what was said before."""
    turn = question(at_craving(english))
    for ask in (confirm_amount, confirm_earlier):
        assert said_first(ask(turn, Rated(7))) != said_first(ask(turn, Rated(7)))


def test_a_no_that_was_the_candidate_is_an_answer(english: Pack) -> None:
    """After "was that no?" a "no" means no, not that it was something else."""
    led = Led(english, english.safety["suicide"])
    led.guide.proceed(0.0)
    turn = confirm(question(led), Chose("no")).turn
    assert turn.vocabulary.meaning("no") == Chose("no")
    assert turn.hear(clearly(Chose("no"))) == Take(Chose("no"))


def test_a_wait_goes_on_where_nobody_answers(english: Pack) -> None:
    """Nothing had to be said there."""
    led = Led(english, english.exercises["urge_surfing"]).at("settle_feet")
    move = led.turn.hear(perhaps(Wished("help")))
    assert isinstance(move, Open)
    led.make(move)
    assert led.turn.fall_silent(None) == Resume()
    assert not any(isinstance(effect, StopSpeaking) for effect in led.effects())
