"""What the words that work everywhere do."""

import pytest

from coach.content.pack import Pack
from coach.conversation.moves import Resume
from coach.conversation.wishes import granted
from coach.effects import CallStaff, Listen, Say
from tests.conversation.led import Led


@pytest.mark.parametrize(
    ("wish", "first", "about"),
    [
        ("repeat", "check_in.craving", "check_in.craving"),
        ("slower", "repair.slower", "check_in.craving"),
        ("pause", "repair.paused", "check_in.craving"),
        ("back", "repair.nothing_before", "check_in.craving"),
        ("skip", "check_in.ability", "check_in.ability"),
        ("go_on", "check_in.ability", "check_in.ability"),
    ],
)
def test_each_wish_is_granted_in_its_own_way(english: Pack, wish: str, first: str, about: str) -> None:
    """What is said first, and which question is open then."""
    led = Led(english, english.session["check_in"]).at("craving")
    effects = led.make(granted(wish, led.turn)).effects()
    assert effects[0].lines[0].id == first  # type: ignore[union-attr]
    assert isinstance(effects[-1], Listen) and effects[-1].about == about


def test_who_asks_for_help_is_told_whom_to_call_and_staff_are_called(english: Pack) -> None:
    """The site's own staff, where there are some; then the question goes on."""
    led = Led(english, english.session["check_in"]).at("craving")
    called, said, listen = led.make(granted("help", led.turn)).effects()
    assert called == CallStaff("help") and isinstance(listen, Listen) and listen.about == "check_in.craving"
    assert isinstance(said, Say) and said.lines[0].id == "repair.help_danger"


def test_not_to_know_is_an_answer(english: Pack) -> None:
    """It is met in words: the author's own, or those of every question. In a wait it changes nothing."""
    own, common = Led(english, english.session["choice"]).at("offer"), Led(english, english.session["check_in"])
    common.at("craving")
    assert own.make(granted("dont_know", own.turn)).said()[0] == "choice.offer_unsure"
    assert common.make(granted("dont_know", common.turn)).said()[0].startswith("repair.dont_know")
    waiting = Led(english, english.exercises["urge_surfing"]).at("settle_feet")
    assert granted("dont_know", waiting.turn) == Resume()


@pytest.mark.parametrize("part", ["welcome", "check_in", "choice", "check_out", "next_step", "close", "stopped"])
def test_the_urge_is_met_at_once_wherever_somebody_is(english: Pack, part: str) -> None:
    """The first thing said is what to do, with the feet and the breath."""
    led = Led(english, english.session[part])
    led.context.machine.begin(part)
    led.make(granted("urge", led.turn))
    assert led.said()[0] == "right_now.feet"


def test_a_safety_path_is_not_left_for_an_exercise(english: Pack) -> None:
    """Who says "urge" there is asked again what matters more."""
    on_path = Led(english, english.safety["suicide"])
    on_path.context.machine.begin("safety")
    assert granted("urge", on_path.turn) == Resume()
