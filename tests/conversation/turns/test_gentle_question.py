"""The one gentle question about what may be a risk."""

import pytest

from coach.content.pack import Pack
from coach.conversation.moves import Alarm, Move, Open, Resume, Take
from coach.conversation.turns.gentle_question import GENTLE_SECONDS, ask_gently
from coach.conversation.understanding import Settled, Understood, Wished
from coach.effects import CallStaff, Listen
from tests.conversation.led import Led, clearly, mumbled, perhaps, said_first


def asked(pack: Pack) -> Led:
    """Over the question for a number."""
    led = Led(pack, pack.session["check_in"]).at("craving")
    return led.make(ask_gently(led.turn, "suicide"))


def test_it_waits_longer_than_other_questions(english: Pack) -> None:
    """And asks nothing else."""
    led = asked(english)
    listen = led.effects()[-1]
    assert isinstance(listen, Listen) and listen.expectation.no_input_seconds == GENTLE_SECONDS


@pytest.mark.parametrize("reply", [clearly(Settled(True)), perhaps(Settled(True)), clearly(Wished("dont_know"))])
def test_whoever_does_not_say_no_is_led_to_the_path(english: Pack, reply: Understood) -> None:
    """Staff is called."""
    led = asked(english)
    assert led.turn.hear(reply) == Alarm("suicide")
    led.effects()
    assert CallStaff("suicide") in led.make(Alarm("suicide")).effects()


@pytest.mark.parametrize(
    ("key", "move"),
    [
        ("1", Alarm("suicide")),
        ("yes", Alarm("suicide")),
        ("dont_know", Alarm("suicide")),
        ("stop", Take(Wished("stop"))),
        ("7", None),
    ],
)
def test_keys_answer_it_without_a_voice(english: Pack, key: str, move: Move | None) -> None:
    """One is yes; two is no."""
    assert asked(english).turn.press(key) == move
    assert isinstance(asked(english).turn.press("2"), Resume)


def test_no_leads_back_to_where_somebody_was(english: Pack) -> None:
    """And is remembered."""
    led = asked(english)
    led.effects()
    led.make(led.turn.hear(clearly(Settled(False))))
    assert led.said() == ["risk.no_suicide", "check_in.craving"]
    assert led.context.denied == {"suicide"}


@pytest.mark.parametrize("kind", ["silence", "a mumble", "talk", "a no that is not clear"])
def test_it_is_asked_twice_at_the_most(english: Pack, kind: str) -> None:
    """Then whom to call is named, and the session goes on; whatever was not understood before does not count."""
    replies = {"a mumble": mumbled(), "talk": mumbled(aside=True), "a no that is not clear": perhaps(Settled(False))}
    led = Led(english, english.session["check_in"]).at("craving")
    led.make(led.turn.hear(mumbled()))
    led.make(ask_gently(led.turn, "suicide"))
    for first in ("maybe_suicide", "quiet_suicide"):
        move = led.turn.hear(replies[kind]) if kind in replies else led.turn.fall_silent(None)
        assert isinstance(move, Open | Resume) and said_first(move) == [first]
        led.effects()
        led.make(move)
    assert led.said() == ["risk.quiet_suicide", "check_in.craving"]
