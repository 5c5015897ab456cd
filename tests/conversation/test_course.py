"""From part to part of a session: moves are made here and nowhere else."""

from coach.content.pack import Pack
from coach.content.script import Route
from coach.conversation.moves import Alarm, Begin, Defer, Follow, GoBack, ListenOn, Repeat, Resume, Take
from coach.conversation.understanding import Chose, Rated, Wished
from coach.effects import CallStaff, End, Listen, Remember, StopSpeaking
from tests.conversation.led import Led


def test_after_the_welcome_comes_the_check_in(english: Pack) -> None:
    """The machine says which part is next; its first question is asked."""
    led = Led(english).make(Follow(Route(end="finish")))
    assert led.context.part == "check_in"
    assert isinstance(led.effects()[-1], Listen)


def test_a_rating_is_remembered_and_leads_by_its_band(english: Pack) -> None:
    """As a number under its name."""
    led = Led(english, english.session["check_in"]).at("craving").make(Take(Rated(7)))
    assert Remember("craving_before", 7) in led.effects()
    assert led.context.slots.ratings == {"craving_before": 7}


def test_a_choice_is_remembered_by_its_name(english: Pack) -> None:
    """So that a branch can go by it."""
    led = Led(english, english.session["check_in"]).at("going_on").make(Take(Chose("stress")))
    assert Remember("situation", "stress") in led.effects()


def test_an_answer_is_answered_before_it_leads_on(english: Pack) -> None:
    """Its own words first; an exercise that it starts is remembered by name."""
    led = Led(english, english.session["choice"]).at("offer")
    led.make(Follow(Route(say={"offer_unsure": "Then this one."}, start="suggested")))
    say, remember, *_ = led.effects()
    assert say.lines[0].id == "choice.offer_unsure"  # type: ignore[union-attr]
    assert (remember, led.context.part) == (Remember("exercise", english.header.silent_exercise), "exercise")


def test_what_is_skipped_is_not_talked_about(english: Pack) -> None:
    """Where "I don't know" leads, without its words."""
    led = Led(english, english.session["choice"]).at("offer").make(Take(Wished("skip")))
    assert "choice.offer_unsure" not in led.said()
    assert led.context.part == "exercise"


def test_to_go_back_needs_a_place_to_go_back_to(english: Pack) -> None:
    """At the first question it says so, and asks again."""
    led = Led(english, english.session["check_in"])
    led.make(Repeat())
    led.effects()
    assert led.make(GoBack()).said() == ["repair.nothing_before", "check_in.craving"]


def test_a_turn_that_goes_on_says_nothing(english: Pack) -> None:
    """The microphone opens anew, and nothing else."""
    led = Led(english, english.session["check_in"]).at("craving").make(Take(Wished("pause")))
    led.effects()
    (listen,) = led.make(ListenOn()).effects()
    assert isinstance(listen, Listen)


def test_slower_is_slower_from_here_on(english: Pack) -> None:
    """The step is said again, at the new rate."""
    led = Led(english, english.session["check_in"]).at("craving").make(Take(Wished("slower")))
    assert led.response.rate < 1.0
    assert led.said() == ["repair.slower", "check_in.craving"]


def test_an_alarm_is_quiet_calls_staff_and_leads_to_its_path(english: Pack) -> None:
    """From wherever somebody is."""
    led = Led(english, english.exercises["urge_surfing"]).make(Alarm("suicide"))
    assert led.effects()[:2] == [StopSpeaking(), CallStaff("suicide")]
    assert led.context.is_on("suicide") and not led.context.is_on("medical")


def test_after_the_goodbye_the_session_is_over(english: Pack) -> None:
    """Stop says one short goodbye and ends."""
    led = Led(english).make(Take(Wished("stop")))
    assert led.context.part == "ended"
    assert led.effects()[-1] == End()


def test_what_somebody_broke_into_is_gone_back_to(english: Pack) -> None:
    """The question alone, or what can be said."""
    led = Led(english, english.session["check_in"]).at("craving")
    assert led.make(Resume()).said() == ["check_in.craving"]
    assert led.make(Resume(with_choices=True)).said() == ["check_in.craving_hint"]


def on_path(pack: Pack, path: str) -> Led:
    """Somebody whom this danger broke off in the middle of an exercise."""
    led = Led(pack)
    led.make(Begin("urge_surfing.locate", {})).make(Alarm(path))
    led.effects()
    return led


def test_a_false_alarm_gives_back_the_step_that_it_broke_off(english: Pack) -> None:
    """The same exercise, the same question."""
    led = on_path(english, "medical").make(Follow(Route(end="go_back")))
    assert (led.context.part, led.context.walk.name) == ("exercise", "urge_surfing.locate")
    assert led.said()[0].startswith("repair.back_to_place")


def test_a_more_urgent_danger_is_led_to_first_and_the_other_path_is_gone_back_to(english: Pack) -> None:
    """Where it was, however the more urgent one ends; and then the exercise is not gone back to."""
    led = on_path(english, "suicide").at("call").make(Alarm("overdose"))
    assert led.context.is_on("overdose")
    led.effects()
    led.make(Follow(Route(end="stop")))
    assert led.context.walk.name == "suicide.call"
    assert led.said()[0].startswith("repair.back_to_path")
    led.make(Follow(Route(end="come_back")))
    assert led.context.part == "choice"
    assert not led.context.broken_off


def test_a_less_urgent_danger_waits_until_the_path_is_over(english: Pack) -> None:
    """Staff are called at once, and it begins from its beginning."""
    led = on_path(english, "medical").make(Defer("withdrawal")).make(Defer("suicide"))
    assert led.context.is_on("medical")
    assert [effect for effect in led.effects() if isinstance(effect, CallStaff)] == [
        CallStaff("withdrawal"), CallStaff("suicide"),
    ]  # fmt: skip
    led.make(Follow(Route(end="go_back")))
    assert led.context.is_on("suicide")
    led.make(Follow(Route(end="go_back")))
    assert led.context.is_on("withdrawal")
    led.make(Follow(Route(end="go_back")))
    assert led.context.walk.name == "urge_surfing.locate"


def test_a_path_that_hands_over_is_not_gone_back_to(english: Pack) -> None:
    """Who took too much and still wants to die is with the helpers: their path is over."""
    led = on_path(english, "overdose").make(Follow(Route(alarm="suicide")))
    assert led.context.is_on("suicide")
    led.make(Follow(Route(end="go_back")))
    assert led.context.part == "exercise"


def test_a_path_that_hands_over_lets_a_more_urgent_one_come_first(english: Pack) -> None:
    """The chest pain that the overdose broke off comes before the wish to die, which staff are called for at once."""
    led = on_path(english, "medical").make(Alarm("overdose"))
    led.effects()
    led.make(Follow(Route(alarm="suicide")))
    assert led.context.is_on("medical")
    assert CallStaff("suicide") in led.effects()
    led.make(Follow(Route(end="go_back")))
    assert led.context.is_on("suicide")
    led.make(Follow(Route(end="go_back")))
    assert led.context.walk.name == "urge_surfing.locate"


def test_a_path_that_is_handed_over_to_is_come_to_once(english: Pack) -> None:
    """Also where it was broken off before."""
    led = on_path(english, "suicide").make(Alarm("overdose")).make(Follow(Route(alarm="suicide")))
    assert led.context.is_on("suicide")
    led.make(Follow(Route(end="go_back")))
    assert led.context.part == "exercise"
