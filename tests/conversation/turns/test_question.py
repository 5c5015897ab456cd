"""A question, and what becomes of it where nobody answers."""

import pytest

from coach.content.pack import Pack
from coach.content.script import Route
from coach.conversation.moves import Alarm, Follow, Open, Resume, Take
from coach.conversation.turns.confirmation import ReadBack
from coach.conversation.turns.question import UNANSWERED_AT_MOST
from coach.conversation.turns.standing_invitation import StandingInvitation
from coach.conversation.understanding import ASIDE_WORDS, AsBefore, Chose, Rated, Roughly, Spoke, Understood, Wished
from coach.events import Decision
from tests.conversation.led import Led, clearly, mumbled, perhaps, said_first


def asked(pack: Pack) -> Led:
    """For a number, at the check-in."""
    led = Led(pack)
    led.make(Follow(Route(end="finish")))
    led.effects()
    return led


def test_what_was_heard_beyond_doubt_is_taken(english: Pack) -> None:
    """A number, an answer, or a word that works everywhere."""
    question = asked(english).turn
    assert question.hear(clearly(Rated(7))) == Take(Rated(7))
    assert question.hear(clearly(Wished("help"))) == Take(Wished("help"))


def test_any_words_answer_where_any_words_will_do(english: Pack) -> None:
    """What they were is not kept."""
    led = Led(english, english.exercises["permission_thoughts"]).at("own")
    assert led.turn.hear(Understood(None, Decision.ACCEPT, words=ASIDE_WORDS)) == Take(Spoke())


def test_what_is_only_likely_is_asked_about(english: Pack) -> None:
    """And so is what is no number yet; "as before" only where there was one before."""
    led = asked(english)
    for move in (led.turn.hear(perhaps(Rated(7))), led.turn.hear(clearly(Roughly(8)))):
        assert isinstance(move, Open)
    assert isinstance(led.turn.hear(clearly(AsBefore())), Resume)
    led.context.slots.rate("craving_before", 5)
    assert isinstance(led.turn.hear(clearly(AsBefore())), Open)


def test_a_surprising_number_is_read_back_when_it_was_said_and_not_when_it_was_pressed(english: Pack) -> None:
    """A key is not misheard."""
    led = Led(english, english.session["check_out"])
    led.context.slots.rate("craving_before", 5)
    led.at("craving")
    move = led.turn.hear(clearly(Rated(9)))
    assert isinstance(move, Open) and isinstance(move.turn, ReadBack)
    assert led.turn.press("9") == Take(Rated(9))


def test_a_key_is_a_number_an_answer_or_nothing(english: Pack) -> None:
    """Counted from one, or by name."""
    assert asked(english).turn.press("nonsense") is None
    assert Led(english, english.session["choice"]).at("offer").turn.press("1") == Take(Chose("yes"))


def test_a_fault_of_the_sound_comes_before_any_rung(english: Pack) -> None:
    """It is told with the question; the next failure begins the ladder."""
    question = asked(english).turn
    said = [said_first(question.hear(Understood(None, Decision.REJECT, fault="hum"))) for _ in range(2)]
    assert said == [["microphone_hums"], ["no_match_sorry"]]


def test_after_the_last_rung_comes_an_exercise_that_needs_no_answer(english: Pack) -> None:
    """Once a session; after that the next question."""
    led = asked(english)
    moves = [led.turn.hear(mumbled()) for _ in range(8)]
    starts = [move.route.start for move in moves if isinstance(move, Follow)]
    assert starts == [english.header.silent_exercise, None]


def test_somebody_silent_through_a_question_is_not_pressed_at_the_next(english: Pack) -> None:
    """No rungs any more; a sound from them, and they are asked again like anybody else."""
    led = asked(english)
    while led.context.part != "exercise":
        led.make(led.turn.fall_silent(None))
    led.context.enter(english.session["check_out"])
    led.at("craving")
    assert led.make(led.turn.fall_silent(None)).said() == ["check_out.ability"]
    led.context.ladder.is_there()
    assert said_first(led.turn.fall_silent(None))[0].startswith("no_input")


@pytest.mark.parametrize("silent", [True, False])
def test_a_safety_path_that_nobody_answers_stands_still(english: Pack, silent: bool) -> None:
    """Staff is called once more; it waits for any word only where none was said."""
    led = Led(english).make(Alarm("suicide")).at("stay")
    for _ in range(4 * UNANSWERED_AT_MOST):
        if led.context.step.ask is None:
            led.at("stay")
        move = led.turn.fall_silent(None) if silent else led.turn.hear(mumbled())
        if isinstance(move, Open):
            break
        led.make(move)
    assert isinstance(move, Open) and move.calls_staff and isinstance(move.turn, StandingInvitation)
    assert move.turn.vocabulary.open_words is silent
