"""What a danger that was heard calls for: the same for a reply and for what is said over the coach."""

import pytest

from coach.content.pack import Pack
from coach.conversation.danger import breaks_off, move_for
from coach.conversation.moves import Alarm, Follow, ListenOn, Move, Open, Take
from coach.conversation.turns.gentle_question import GentleQuestion, ask_gently
from coach.conversation.understanding import Chose, Settled, Understood
from coach.safety.finding import SOUND, Danger, Finding
from tests.conversation.led import Led, clearly, mumbled

SAID = Finding(Danger.RISK, "suicide", "kill")
MAYBE = Finding(Danger.ASK, "suicide", "no_point")
SOUNDED = Finding(Danger.ASK, "suicide", SOUND)
YES = Chose("yes")


def at_check_in(pack: Pack) -> Led:
    """Where a number is asked for."""
    return Led(pack, pack.session["check_in"]).at("craving")


@pytest.mark.parametrize(
    ("finding", "reply", "kind"),
    [
        (Finding(Danger.NONE), mumbled(), None),
        (SAID, mumbled(), Alarm),
        (SAID, clearly(YES), Alarm),
        (MAYBE, mumbled(), Open),
        (MAYBE, clearly(YES), None),
        (MAYBE, mumbled(YES), Open),
        (SOUNDED, mumbled(), Open),
    ],
)
def test_a_risk_is_an_alarm_and_a_maybe_is_a_question(
    english: Pack, finding: Finding, reply: Understood, kind: type | None
) -> None:
    """What may be a risk gives way to an answer beyond doubt; what is one gives way to nothing."""
    move = move_for(finding, reply, at_check_in(english).turn)
    assert move is None if kind is None else isinstance(move, kind)


def test_said_again_after_the_question_it_is_no_maybe(english: Pack) -> None:
    """But a sound that is like it is not enough."""
    led = at_check_in(english)
    led.make(ask_gently(led.turn, "suicide"))
    assert isinstance(led.turn, GentleQuestion)
    assert move_for(MAYBE, mumbled(), led.turn) == Alarm("suicide")
    assert move_for(SOUNDED, mumbled(), led.turn) is None


def test_a_sound_is_not_asked_about_again_after_a_no(english: Pack) -> None:
    """The words themselves are."""
    led = at_check_in(english)
    led.make(ask_gently(led.turn, "suicide"))
    led.make(led.turn.hear(clearly(Settled(False))))
    assert move_for(SOUNDED, mumbled(), led.turn) is None
    assert isinstance(move_for(MAYBE, mumbled(), led.turn), Open)


def test_on_its_own_path_it_is_the_answer(english: Pack) -> None:
    """The direct question is answered with yes; elsewhere on the path nothing has changed."""
    led = Led(english).make(Alarm("suicide"))
    assert move_for(SAID, mumbled(), led.turn) == Take(YES)
    led.at("again")
    assert isinstance(move_for(SAID, mumbled(), led.turn), Follow)


def test_on_another_path_what_may_be_is_not_asked_about(english: Pack) -> None:
    """One danger at a time; what is said plainly still leads to its path."""
    led = Led(english).make(Alarm("medical"))
    assert move_for(MAYBE, mumbled(), led.turn) is None
    assert move_for(SAID, mumbled(), led.turn) == Alarm("suicide")


@pytest.mark.parametrize(("move", "quiet"), [(Alarm("suicide"), True), (Take(YES), False), (None, False)])
def test_the_coach_finishes_what_it_says_on_the_path_that_somebody_is_on(move: Move | None, quiet: bool) -> None:
    """It names whom to call; only another danger is worth breaking that off."""
    assert breaks_off(move) is quiet
    assert breaks_off(ListenOn())
