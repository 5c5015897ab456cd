"""From part to part of a session."""

from coach.content.pack import Pack
from coach.content.script import Route
from coach.effects import CallStaff, End, Listen, Remember, StopSpeaking
from tests.conversation.led import Led


def test_after_the_welcome_comes_the_check_in(english: Pack) -> None:
    """The machine says which part is next; its first question is asked."""
    led = Led(english)
    led.course.lead("finish", 0.0)
    assert led.course.part == "check_in"
    assert isinstance(led.effects()[-1], Listen)


def test_an_ending_that_is_none_leads_nowhere(english: Pack) -> None:
    """Somebody is waited for."""
    led = Led(english)
    led.course.lead(None, 0.0)
    assert (led.course.part, led.effects()) == ("welcome", [])


def test_an_answer_is_answered_before_it_leads_on(english: Pack) -> None:
    """Its own words first; an exercise that it starts is remembered by name."""
    led = Led(english, english.session["choice"]).at("offer")
    led.course.follow(Route(say={"offer_unsure": "Then this one."}, start="suggested"), 0.0)
    say, remember, *_ = led.effects()
    assert say.lines[0].id == "choice.offer_unsure"  # type: ignore[union-attr]
    assert (remember, led.course.part) == (Remember("exercise", english.header.silent_exercise), "exercise")


def test_what_is_skipped_is_not_talked_about(english: Pack) -> None:
    """Where "I don't know" leads, without its words."""
    led = Led(english, english.session["choice"]).at("offer")
    led.course.skip(0.0)
    assert "choice.offer_unsure" not in led.said()
    assert led.course.part == "exercise"


def test_an_alarm_is_quiet_calls_staff_and_leads_to_its_path(english: Pack) -> None:
    """From wherever somebody is."""
    led = Led(english, english.exercises["urge_surfing"])
    led.course.alarm("suicide", 0.0)
    assert led.effects()[:2] == [StopSpeaking(), CallStaff("suicide")]
    assert led.course.is_on("suicide") and not led.course.is_on("medical")


def test_after_the_goodbye_the_session_is_over(english: Pack) -> None:
    """Stop says one short goodbye and ends."""
    led = Led(english)
    led.course.lead("stop", 0.0)
    assert led.course.part == "ended"
    assert led.effects()[-1] == End()
