"""What the words that work everywhere do."""

import pytest

from coach.content.pack import Pack
from coach.conversation.wishes import PAUSES_AT_MOST, Wishes
from coach.effects import Listen
from tests.conversation.led import Led


def granting(led: Led) -> Wishes:
    """Over the same guide and course."""
    return Wishes(led.pack, led.guide, led.course, led.reply, led.wording)


@pytest.mark.parametrize(
    ("wish", "first", "about"),
    [
        ("repeat", "check_in.craving", "check_in.craving"),
        ("slower", "repair.slower", "check_in.craving"),
        ("pause", "repair.paused", "check_in.craving"),
        ("help", "repair.help_danger", "check_in.craving"),
        ("back", "repair.nothing_before", "check_in.craving"),
        ("skip", "check_in.ability", "check_in.ability"),
        ("go_on", "check_in.ability", "check_in.ability"),
    ],
)
def test_each_wish_is_granted_in_its_own_way(english: Pack, wish: str, first: str, about: str) -> None:
    """What is said first, and which question is open then."""
    led = Led(english, english.session["check_in"]).at("craving")
    granting(led).grant(wish, 1.0)
    effects = led.effects()
    assert effects[0].lines[0].id == first  # type: ignore[union-attr]
    assert isinstance(effects[-1], Listen) and effects[-1].about == about


def test_not_to_know_is_an_answer(english: Pack) -> None:
    """It is met in words: the author's own, or those of every question."""
    own, common = Led(english, english.session["choice"]).at("offer"), Led(english, english.session["check_in"])
    granting(own).grant("dont_know", 1.0)
    granting(common.at("craving")).grant("dont_know", 1.0)
    assert own.said()[0] == "choice.offer_unsure"
    assert common.said()[0].startswith("repair.dont_know")


def test_a_pause_that_nobody_ends_is_asked_about_and_ends(english: Pack) -> None:
    """After five times nobody is there any more."""
    led = Led(english, english.session["check_in"]).at("craving")
    wishes = granting(led)
    wishes.grant("pause", 1.0)
    for _ in range(PAUSES_AT_MOST - 1):
        wishes.wait_on(2.0)
        assert led.course.part != "ended"
    wishes.wait_on(3.0)
    assert led.course.part == "ended"
