"""The guide leads from step to step, and opens the microphone where it waits."""

from coach.content.pack import Pack
from coach.conversation.moves import ListenOn
from coach.conversation.turns.wait import Wait
from coach.conversation.waiting import Waiting
from coach.effects import Listen, Pace, Say, StopSpeaking
from tests.conversation.led import Led


def test_it_speaks_up_to_the_first_question(english: Pack) -> None:
    """Says the lines, opens the microphone, and waits."""
    led = Led(english, english.session["check_in"])
    assert led.guide.proceed(0.0) is None
    say, listen = led.effects()
    assert isinstance(say, Say) and isinstance(listen, Listen)
    assert listen.about == "check_in.craving"


def test_it_says_how_a_script_ended(english: Pack) -> None:
    """The close has no question, and ends."""
    assert Led(english, english.session["close"]).guide.proceed(0.0) == "finish"


def test_a_question_waits_as_long_as_its_author_and_the_place_want(english: Pack) -> None:
    """Somebody who types gets more time."""
    waits = []
    for patience in (1.0, 8.0):
        led = Led(english, english.session["check_in"], Waiting(patience))
        led.guide.proceed(0.0)
        waits.append(led.effects()[-1].expectation.no_input_seconds)  # type: ignore[union-attr]
    assert waits[1] == 8 * waits[0]


def test_asking_again_is_the_question_alone(english: Pack) -> None:
    """Not all that led up to it."""
    led = Led(english, english.safety["suicide"])
    led.guide.proceed(0.0)
    first, _ = led.effects()
    led.guide.resume(with_choices=False, now=1.0)
    again, _ = led.effects()
    assert isinstance(first, Say) and isinstance(again, Say)
    assert again.lines == first.lines[-1:]


def test_a_breath_that_was_broken_off_goes_on_with_what_is_left(english: Pack) -> None:
    """Half the time, half the breaths."""
    led = Led(english, english.exercises["paced_breathing"]).at("first_breaths")
    wait = led.turn
    assert isinstance(wait, Wait)
    whole = wait.left_seconds
    wait.prompt_finished(0.0)
    led.guide.resume(with_choices=False, now=whole * 2 / 3)
    (pace,) = [effect for effect in led.effects() if isinstance(effect, Pace)]
    assert pace.breaths == 1


def test_a_wait_with_nothing_said_before_it_runs_at_once(english: Pack) -> None:
    """Nobody will say that a prompt was finished."""
    led = Led(english, english.exercises["urge_surfing"]).at("settle_feet")
    assert isinstance(led.turn, Wait)
    led.turn.prompt_finished(0.0)
    whole = led.turn.left_seconds
    led.make(ListenOn(), 2.0)
    led.turn.broken_off(5.0)
    assert led.turn.left_seconds == whole - 5.0


def test_a_pacer_is_quiet_before_something_is_said(english: Pack) -> None:
    """Nobody can listen over the sound of a breath; at a question nothing sounds."""
    breathing, asking = Led(english, english.exercises["urge_surfing"]), Led(english, english.session["check_in"])
    breathing.at("settle_feet").guide.hush()
    asking.at("craving").guide.hush()
    assert (breathing.effects(), asking.effects()) == ([StopSpeaking()], [])
