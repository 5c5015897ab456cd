"""What becomes of a question that nobody answers, or that nobody was understood at."""

from coach.content.pack import Pack
from coach.conversation.guide import STANDING_SECONDS
from coach.conversation.unanswered import UNANSWERED_AT_MOST, Unanswered
from coach.effects import CallStaff, Listen
from tests.conversation.led import Led


def unanswered(led: Led) -> Unanswered:
    """Over the same guide and course."""
    return Unanswered(led.pack, led.guide, led.course, led.ladder, led.wording)


def test_a_fault_of_the_sound_comes_before_any_rung(english: Pack) -> None:
    """It is told with the question; the next failure begins the ladder."""
    led = Led(english, english.session["check_in"]).at("craving")
    trouble = unanswered(led)
    trouble.meet("no_match", "hum", 1.0)
    assert led.said()[0] == "repair.microphone_hums"
    trouble.meet("no_match", "hum", 2.0)
    assert led.said()[0] == "repair.no_match_sorry"


def test_after_the_last_rung_comes_an_exercise_that_needs_no_answer(english: Pack) -> None:
    """Once a session; after that the next question."""
    led = Led(english)
    led.course.lead("finish", 0.0)
    trouble = unanswered(led)
    for _ in range(4):
        led.effects()
        trouble.meet("no_match", None, 1.0)
    assert led.said()[0] == "repair.silent_exercise"
    assert led.course.part == "exercise"


def test_somebody_silent_through_a_question_is_not_pressed_at_the_next(english: Pack) -> None:
    """No rungs any more; a sound from them, and they are asked again like anybody else."""
    led = Led(english)
    led.course.lead("finish", 0.0)
    trouble = unanswered(led)
    while led.course.part != "exercise":
        trouble.meet("no_input", None, 1.0)
    led.guide.enter(english.session["check_out"])
    led.at("craving")
    trouble.meet("no_input", None, 2.0)
    assert led.said() == ["check_out.ability"]
    trouble.is_there()
    trouble.meet("no_input", None, 3.0)
    assert led.said()[0].startswith("repair.no_input")


def test_in_a_wait_nothing_is_said(english: Pack) -> None:
    """People may talk to somebody else."""
    led = Led(english, english.exercises["urge_surfing"]).at("settle_feet")
    unanswered(led).meet("no_match", "hum", 1.0)
    assert led.said() == []


def test_a_safety_path_that_nobody_answers_stands_still(english: Pack) -> None:
    """Staff is called once more, and the microphone stays open; an answer in between begins the count anew."""
    led = Led(english)
    led.course.alarm("suicide", 0.0)
    led.at("stay")
    trouble = unanswered(led)
    everything = []
    for _ in range(4 * UNANSWERED_AT_MOST):
        if not led.guide.turn.standing:
            trouble.meet("no_match", None, 1.0)
            everything += led.effects()
            led.at("stay") if not led.guide.turn.standing and led.guide.step.ask is None else None
    assert everything.count(CallStaff("suicide")) == 1
    assert isinstance(everything[-1], Listen) and everything[-1].expectation.no_input_seconds == STANDING_SECONDS
