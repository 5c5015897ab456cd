"""What may be a risk, and the one gentle question about it."""

import pytest

from coach.content.pack import Pack
from coach.conversation.repair import Trouble
from coach.conversation.understanding import Chose, Meaning
from coach.conversation.worry import WORRIED_SECONDS, Call, Worry
from coach.effects import CallStaff, Listen
from coach.safety.finding import SOUND, Danger, Finding
from tests.conversation.led import Led

SAID = Finding(Danger.RISK, "suicide", "kill")
MAYBE = Finding(Danger.ASK, "suicide", "no_point")
SOUNDED = Finding(Danger.ASK, "suicide", SOUND)


def worried(led: Led) -> Worry:
    """Over the same guide and course."""
    return Worry(led.pack, led.guide, led.course, led.ladder)


@pytest.mark.parametrize(
    ("finding", "meaning", "sure", "call"),
    [
        (Finding(Danger.NONE), None, False, Call.NOTHING),
        (SAID, None, False, Call.ALARM),
        (SAID, Chose("yes"), True, Call.ALARM),
        (MAYBE, None, False, Call.QUESTION),
        (MAYBE, Chose("yes"), True, Call.NOTHING),
        (MAYBE, Chose("yes"), False, Call.QUESTION),
        (SOUNDED, None, False, Call.QUESTION),
    ],
)
def test_a_risk_is_an_alarm_and_a_maybe_is_a_question(
    english: Pack, finding: Finding, meaning: Meaning | None, sure: bool, call: Call
) -> None:
    """What may be a risk gives way to an answer beyond doubt; what is one gives way to nothing."""
    led = Led(english, english.session["check_in"]).at("craving")
    assert worried(led).weigh(finding, meaning, sure) is call


def test_said_again_after_the_question_it_is_no_maybe(english: Pack) -> None:
    """But a sound that is like it is not enough."""
    led = Led(english, english.session["check_in"]).at("craving")
    worry = worried(led)
    worry.ask("suicide", 1.0)
    assert worry.asking == "suicide"
    assert worry.weigh(MAYBE, None, False) is Call.ALARM
    assert worry.weigh(SOUNDED, None, False) is Call.NOTHING


def test_on_its_own_path_it_is_the_answer(english: Pack) -> None:
    """The direct question is answered with yes; elsewhere on the path nothing has changed."""
    led = Led(english)
    worry = worried(led)
    led.course.alarm("suicide", 0.0)
    assert worry.weigh(SAID, None, False) is Call.YES
    led.at("again")
    assert worry.weigh(SAID, None, False) is Call.SKIP


def test_the_question_waits_longer(english: Pack) -> None:
    """And "no" leads back to where the person was; the sound of it is not asked about again."""
    led = Led(english, english.session["check_in"]).at("craving")
    worry = worried(led)
    worry.ask("suicide", 1.0)
    listen = led.effects()[-1]
    assert isinstance(listen, Listen) and listen.expectation.no_input_seconds == WORRIED_SECONDS
    worry.settle("suicide", False, 2.0)
    assert led.said() == ["risk.no_suicide", "check_in.craving"]
    assert worry.weigh(SOUNDED, None, False) is Call.NOTHING


def test_yes_is_an_alarm(english: Pack) -> None:
    """Staff is called, the path begins."""
    led = Led(english, english.session["check_in"]).at("craving")
    worried(led).settle("suicide", True, 1.0)
    assert CallStaff("suicide") in led.effects()


@pytest.mark.parametrize("trouble", ["no_input", "no_match", "no_answer"])
def test_the_question_is_asked_twice_at_the_most(english: Pack, trouble: Trouble) -> None:
    """Then whom to call is named, and the session goes on."""
    led = Led(english, english.session["check_in"]).at("craving")
    worry = worried(led)
    worry.ask("suicide", 1.0)
    first = led.said()
    worry.ask_again("suicide", trouble, 2.0)
    assert led.said() == first
    worry.ask_again("suicide", trouble, 3.0)
    assert led.said() == ["risk.quiet_suicide", "check_in.craving"]
