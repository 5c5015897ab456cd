"""What may be said at any moment, whatever was asked: it is met, and somebody is led back to where they were."""

from coach.content.pack import Pack
from coach.content.script import Route
from coach.conversation.intents import meet
from coach.conversation.moves import Alarm, Follow, Meet, Resume
from coach.conversation.turns.gentle_question import ask_gently
from coach.conversation.turns.wait import Wait
from coach.events import Decision, Heard
from tests.conversation.led import Led, mumbled


def met(led: Led, words: str, phrase: str | None = None) -> Meet | Follow | None:
    """How these words are met."""
    decision = Decision.ACCEPT if phrase else Decision.REJECT
    heard = Heard(led.guide.listen_id, decision, phrase, open_text=words)
    return meet(heard, led.turn.vocabulary.understand(heard), led.turn)


def told(pack: Pack, words: str, led: Led) -> list[str]:
    """The lines that follow when somebody says so."""
    move = met(led, words)
    assert isinstance(move, Meet)
    led.effects()
    return led.make(move).said()


def test_a_question_to_the_coach_is_answered_and_then_it_asks_again(english: Pack) -> None:
    """One line, and back."""
    led = Led(english, english.session["check_in"]).at("craving")
    said = told(english, "hang on are you a robot", led)
    assert (said[0], said[-1]) == ("intents.a_person", "check_in.craving")


def test_what_has_its_exercise_leads_to_it_and_is_remembered(english: Pack) -> None:
    """Somebody who has used gets out of reach first, and holds no breath afterwards."""
    led = Led(english, english.session["check_in"]).at("craving")
    assert "within_reach.reach" in told(english, "i used this morning", led)
    assert led.context.slots.choices["used"] == "yes"
    assert led.context.part == "exercise"


def test_in_its_own_exercise_it_is_no_new_beginning(english: Pack) -> None:
    """The question is asked again, or it is an answer there."""
    driving = Led(english, english.exercises["at_the_wheel"]).at("pull_over")
    assert told(english, "i am on the motorway right now", driving)[-1].startswith("at_the_wheel.pull_over")
    led = Led(english, english.exercises["within_reach"]).at("who")
    assert met(led, "there's coke on the table") == Follow(Route(go="leave"))


def test_an_answer_is_an_answer(english: Pack) -> None:
    """A phrase that the question expects is no intent, whatever it looks like; a false alarm is none either."""
    led = Led(english, english.session["check_in"]).at("going_on")
    assert met(led, "a trigger", "a trigger") is None
    led = Led(english).make(Alarm("overdose"))
    assert met(led, "false alarm i can talk he was only asleep") is None


def test_a_barrier_is_met_and_the_path_stays(english: Pack) -> None:
    """Elsewhere the same words are a reply like any other."""
    fear = "i can't call they will arrest me"
    led = Led(english).make(Alarm("overdose"))
    assert told(english, fear, led)[0] == "intents.police"
    assert led.context.is_on("overdose")
    assert met(Led(english, english.session["check_in"]).at("going_on"), fear) is None


def test_a_path_may_have_its_own_way_to_meet_it(english: Pack) -> None:
    """What is near is put away, where somebody thinks of ending their life; elsewhere it has no line of its own."""
    led = Led(english).make(Alarm("suicide"))
    move = met(led, "the pills are in my hand")
    assert isinstance(move, Follow) and move.route.go == "means_near"


def test_a_question_about_danger_is_answered_first(english: Pack) -> None:
    """Nobody gets out of it by asking something else."""
    led = Led(english, english.session["check_in"]).at("craving")
    led.make(ask_gently(led.turn, "suicide"))
    assert met(led, "who hears this") is None


def test_a_long_story_is_no_intent(english: Pack) -> None:
    """Much is named in it, and little asked."""
    led = Led(english, english.session["check_in"]).at("going_on")
    assert met(led, "who are you " + "and then it went on " * 8) is None
    assert led.turn.hear(mumbled(words=40)) != led.turn.hear(mumbled(words=1))


def test_where_nothing_was_asked_a_television_wants_nothing(english: Pack) -> None:
    """In a wait, and where any words are an answer, no doubt is met that nobody told the coach; what cannot wait is."""
    wants = "it's just a very good magazine"
    assert met(Led(english, english.session["check_in"]).at("going_on"), wants)
    led = Led(english, english.exercises["quiet_breathing"]).make(Resume())
    assert isinstance(led.turn, Wait)
    assert met(led, wants) is None
    assert met(led, "there's coke on the table")
    assert met(Led(english, english.exercises["two_sides"]).at("cost"), wants) is None
