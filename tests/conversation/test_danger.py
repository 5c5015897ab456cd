"""What a danger that was heard calls for: the same for a reply and for what is said over the coach."""

from dataclasses import replace

import pytest

from coach.content.intents import Intent
from coach.content.pack import Pack
from coach.conversation.danger import move_for
from coach.conversation.moves import Alarm, Defer, Follow, Meet, Open, Take
from coach.conversation.turns.gentle_question import GentleQuestion, ask_gently
from coach.conversation.understanding import Chose, Settled, Understood
from coach.safety.finding import LEARNT, SOUND, Danger, Finding
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


def test_only_what_is_more_urgent_breaks_off_an_open_path(english: Pack) -> None:
    """What is less urgent is come to afterwards, and what may be one is not asked about."""
    led = Led(english).make(Alarm("medical"))
    assert move_for(MAYBE, mumbled(), led.turn) is None
    assert move_for(SAID, mumbled(), led.turn) == Defer("suicide")
    led = Led(english).make(Alarm("suicide"))
    assert move_for(Finding(Danger.RISK, "overdose", "took"), mumbled(), led.turn) == Alarm("overdose")
    assert isinstance(move_for(Finding(Danger.ASK, "medical", "off_colour"), mumbled(), led.turn), Open)


def test_what_is_to_come_already_is_not_told_twice(english: Pack) -> None:
    """It waits until the more urgent path is over."""
    led = Led(english).make(Alarm("medical")).make(Defer("suicide"))
    assert move_for(SAID, mumbled(), led.turn) is None


def test_a_gun_beside_somebody_who_wants_to_die_is_no_other_path(english: Pack) -> None:
    """It is put out of reach there."""
    led = Led(english).make(Alarm("suicide"))
    move = move_for(Finding(Danger.RISK, "violence", "weapon_here"), mumbled(), led.turn)
    assert isinstance(move, Follow) and move.route.go == "means_near"


def test_what_belongs_to_a_role_play_is_asked_about_once(english: Pack) -> None:
    """A threat to the seller; but not what a clinician marked as always a danger."""
    led = Led(english, english.exercises["saying_no"]).at("seller")
    threat = Finding(Danger.RISK, "violence", "threat")
    assert isinstance(move_for(threat, mumbled(), led.turn), Open)
    assert move_for(replace(threat, always=True), mumbled(), led.turn) == Alarm("violence")


def test_what_an_intent_says_of_the_same_words_counts_more_than_a_guess(english: Pack) -> None:
    """As much as it says that it outweighs; what a rule found counts as ever."""
    turn = at_check_in(english).turn
    sure, half_sure, unsure = (
        Meet(Intent.model_validate({"says": ["a"], "outweighs": what})) for what in ("risk", "ask", "none")
    )
    guess = Finding(Danger.RISK, "suicide", LEARNT)
    assert move_for(guess, mumbled(), turn, sure) is None
    assert move_for(guess, mumbled(), turn, half_sure) == move_for(guess, mumbled(), turn, unsure) == Alarm("suicide")
    doubt = replace(guess, danger=Danger.ASK)
    assert move_for(doubt, mumbled(), turn, half_sure) is None
    assert isinstance(move_for(doubt, mumbled(), turn, unsure), Open)
    assert move_for(SAID, mumbled(), turn, sure) == Alarm("suicide")
