"""The one gentle question about what may be a risk."""

import pytest

from coach.content.pack import Pack
from coach.conversation.moves import Alarm, Move, Open, Resume, Take
from coach.conversation.turns.gentle_question import GENTLE_SECONDS, ask_gently
from coach.conversation.understanding import ASIDE_WORDS, Settled, Understood, Wished
from coach.effects import CallStaff, Listen
from coach.events import Decision, Heard
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
    unclear = perhaps(Settled(False))
    replies = {"a mumble": mumbled(), "talk": mumbled(words=ASIDE_WORDS), "a no that is not clear": unclear}
    led = Led(english, english.session["check_in"]).at("craving")
    led.make(led.turn.hear(mumbled()))
    led.make(ask_gently(led.turn, "suicide"))
    for first in ("maybe_suicide", "quiet_suicide"):
        move = led.turn.hear(replies[kind]) if kind in replies else led.turn.fall_silent(None)
        assert isinstance(move, Open | Resume) and said_first(move) == [first]
        led.effects()
        led.make(move)
    assert led.said() == ["risk.quiet_suicide", "check_in.craving"]


@pytest.mark.parametrize(
    "words",
    [
        "now and then",
        "a bit",
        "possibly i suppose",
        "not exactly",
        "hard to say",
        "well it's crossed my mind",
        "yeah i have",
    ],
)
def test_degree_and_doubt_are_a_yes(english: Pack, words: str) -> None:
    """Nobody has to be sure of it to be taken seriously."""
    reply = Heard(1, Decision.REJECT, None, open_text=words)
    led = asked(english)
    assert led.turn.hear(led.turn.vocabulary.understand(reply)) == Alarm("suicide")


@pytest.mark.parametrize(
    ("words", "is_yes"),
    [
        ("it is", True), ("it's getting worse", True), ("it is here beside me", True),
        ("it is like something pulling at me", False), ("it's a buzzing in my legs", False),
    ],
)  # fmt: skip
def test_what_something_is_like_is_no_yes(english: Pack, words: str, is_yes: bool) -> None:
    """Somebody may go on with what they were telling: they are asked again, and not led to the path for it."""
    led = asked(english)
    reply = led.turn.vocabulary.understand(Heard(1, Decision.REJECT, None, open_text=words))
    assert (led.turn.hear(reply) == Alarm("suicide")) == is_yes


def test_where_one_no_is_not_believed_it_is_asked_in_other_words(english: Pack) -> None:
    """A second no is; and so is the first, where somebody says that they are fine."""
    led = Led(english, english.session["check_in"]).at("craving")
    led.make(ask_gently(led.turn, "medical"))
    second = led.turn.hear(clearly(Settled(False)))
    assert said_first(second) == ["second_medical"]
    assert isinstance(led.make(second).turn.hear(clearly(Settled(False))), Resume)
    fine = Heard(1, Decision.ACCEPT, "no", open_text="no i'm fine")
    led.make(ask_gently(led.turn, "medical"))
    assert isinstance(led.turn.hear(led.turn.vocabulary.understand(fine)), Resume)
