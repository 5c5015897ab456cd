"""The guide leads from step to step, and opens the microphone where it waits."""

from coach.content.pack import Pack
from coach.conversation.guide import PAUSE_SECONDS, STANDING_SECONDS
from coach.conversation.understanding import Rated
from coach.effects import CallStaff, Listen, Say
from tests.conversation.led import Led
from tests.conversation.transcript import GAPS


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
    spoken, typed = Led(english, english.session["check_in"]), Led(english, english.session["check_in"], patience=8.0)
    waits = []
    for led in (spoken, typed):
        led.guide.proceed(0.0)
        waits.append(led.effects()[-1].expectation.no_input_seconds)  # type: ignore[union-attr]
    assert waits[1] == 8 * waits[0]


def test_asking_again_is_the_question_alone(english: Pack) -> None:
    """Not all that led up to it."""
    led = Led(english, english.exercises["reframing"])
    led.guide.proceed(0.0)
    first, _ = led.effects()
    led.guide.ask_again(1.0)
    again, _ = led.effects()
    assert isinstance(first, Say) and isinstance(again, Say)
    assert again.lines == first.lines[-1:]


def test_a_pause_waits_for_a_long_time(english: Pack) -> None:
    """Two minutes, until it is asked about."""
    led = Led(english, english.session["check_in"])
    led.guide.proceed(0.0)
    led.effects()
    led.guide.pause(english.repair.paused, 1.0)
    _, listen = led.effects()
    assert isinstance(listen, Listen) and listen.expectation.no_input_seconds == PAUSE_SECONDS


def test_there_is_not_always_a_place_to_go_back_to(english: Pack) -> None:
    """At the first question it says so, and asks again."""
    led = Led(english, english.session["check_in"])
    led.guide.proceed(0.0)
    led.effects()
    assert led.guide.back(1.0) is None
    say, _ = led.effects()
    assert isinstance(say, Say) and say.lines[0].id == "repair.nothing_before"


def test_a_rating_above_the_earlier_one_is_read_back_once(english: Pack) -> None:
    """Much follows from it; a corrected one is right, and where nothing was given before nothing is above it."""
    led = Led(english, english.session["check_out"]).at("craving")
    assert not led.guide.reads_back(Rated(9))
    led.guide.rate("craving_before", 5)
    assert led.guide.reads_back(Rated(9)) and not led.guide.reads_back(Rated(5))
    led.guide.lay_over(led.guide.turn.vocabulary, 4.0, Rated(9), 1.0)
    assert not led.guide.reads_back(Rated(9))


def test_the_same_as_before_is_what_was_given_last(english: Pack) -> None:
    """In the middle of an exercise, or at the check-in; unknown if it was never given."""
    guide = Led(english, english.session["check_out"]).guide
    assert guide.earlier() is None
    for name, value in (("craving_before", 5), ("craving_middle", 7), ("ability_before", 2)):
        guide.rate(name, value)
    assert guide.earlier() == Rated(7)
    guide.rate("craving_before", 4)
    assert guide.earlier() == Rated(4)


def test_a_standing_invitation_has_no_end(english: Pack) -> None:
    """Staff is called, the number named; it waits for any word at all, and opened anew it says nothing."""
    led = Led(english, english.safety["suicide"])
    led.guide.go("stay", 0.0)
    led.effects()
    led.guide.stand(any_word=True, now=1.0)
    call, say, listen = led.effects()
    assert call == CallStaff("suicide")
    assert isinstance(say, Say) and any(GAPS["crisis_number"] in line.text for line in say.lines)
    assert isinstance(listen, Listen) and listen.expectation.open_words
    led.guide.listen_on(2.0)
    (again,) = led.effects()
    assert isinstance(again, Listen) and again.expectation.no_input_seconds == STANDING_SECONDS
