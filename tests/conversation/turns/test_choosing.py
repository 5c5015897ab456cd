"""Three keys are enough for a whole session."""

import random
from collections.abc import Callable

import pytest

from coach.content.pack import Pack
from coach.conversation.moves import Open, Resume, Take
from coach.conversation.session import Session
from coach.conversation.turns.choosing import Choosing, choose
from coach.conversation.turns.question import Question
from coach.conversation.understanding import Chose, Rated, Wished
from coach.effects import Effect, Listen, Say
from coach.events import KeyPressed, PromptFinished, SessionStarted
from tests.conversation.led import Led, clearly
from tests.conversation.transcript import GAPS, event_of
from tests.listeners import safety_of


def named(effects: list[Effect]) -> list[str]:
    """What is said."""
    return [line.text for effect in effects if isinstance(effect, Say) for line in effect.lines]


def pressed(session: Session, *keys: str) -> list[str]:
    """What is said after each of these keys, the last of which counts."""
    effects: list[Effect] = []
    for key in keys:
        effects = session.receive(KeyPressed(key), 0.0)
    return named(effects)


def at(pack: Pack, place: str) -> Session:
    """A session at this place."""
    session = Session(pack, safety_of(pack), GAPS)
    session.receive(SessionStarted(place), 0.0)
    return session


def test_one_key_names_the_answers_one_after_the_other(english: Pack) -> None:
    """A rating from zero up; and after the last the first again."""
    session = at(english, "check_in.craving")
    assert pressed(session, "choose") == ["Is it zero?"]
    assert pressed(session, *["choose"] * 7) == ["Is it seven?"]
    answers = {tuple(pressed(session, "choose")) for _ in range(40)}
    assert ("Is it ten?",) in answers and ("Is it zero?",) in answers


def test_another_key_takes_the_one_that_was_named(english: Pack) -> None:
    """As if it had been said."""
    session = at(english, "check_in.craving")
    pressed(session, "choose", "choose", "choose", "choose")
    session.receive(KeyPressed("go_on"), 0.0)
    assert session._context.slots.ratings["craving_before"] == 3


def test_nothing_is_taken_that_was_not_named(english: Pack) -> None:
    """Go alone goes on; silence asks again, and the next choice begins with the first."""
    led = Led(english, english.session["check_in"]).at("craving")
    move = choose(led.turn)
    assert isinstance(move, Open) and isinstance(move.turn, Choosing)
    led.make(move)
    assert isinstance(led.turn.fall_silent(None), Resume)
    assert isinstance(led.turn.broken_off(0.0), Question)
    assert led.turn.press("5") == Take(Rated(5)) and led.turn.hear(clearly(Rated(6))) == Take(Rated(6))


@pytest.mark.parametrize("path", ["suicide", "overdose", "violence", "withdrawal", "medical"])
def test_every_question_of_a_safety_path_can_be_answered_so(english: Pack, path: str) -> None:
    """Somebody in danger who cannot speak has no other way."""
    led = Led(english, english.safety[path])
    led.context.machine.fire("alarm")
    for name, step in english.safety[path].steps.items():
        if step.ask:
            move = choose(led.at(name).turn)
            assert isinstance(move, Open) and isinstance(move.turn, Choosing)
            answers = [Chose(answer) for answer in step.answers]
            assert move.turn.press("go_on") in [Take(answer) for answer in answers] or step.ask.rating


def test_a_gentle_question_is_answered_so_too(english: Pack) -> None:
    """Yes and no."""
    session = at(english, "check_in.craving")
    (listen,) = [what for what in session.receive(KeyPressed("repeat"), 0.0) if isinstance(what, Listen)]
    session.receive(event_of("(talks: i wish i was gone)", listen), 0.0)
    if session.state != "safety":
        assert pressed(session, "choose") == ["Is it yes?"]


def test_where_there_is_nothing_to_choose_the_key_is_one_like_any_other(english: Pack) -> None:
    """In an announced silence it does nothing."""
    led = Led(english, english.exercises["quiet_breathing"]).at("rest")
    assert choose(led.turn) is None


def test_what_is_named_can_be_said_as_ever(english: Pack) -> None:
    """The words that work everywhere too."""
    led = Led(english, english.session["check_in"]).at("craving")
    move = choose(led.turn)
    assert isinstance(move, Open)
    assert move.turn.hear(clearly(Wished("stop"))) == Take(Wished("stop"))
    assert move.turn.press("stop") == Take(Wished("stop"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_whole_session_can_be_held_with_two_keys(language: str, pack_called: Callable[[str], Pack]) -> None:
    """Choose and go, from the greeting to the goodbye."""
    session = Session(pack_called(language), safety_of(pack_called(language)), GAPS)
    session.receive(SessionStarted(), 0.0)
    states, hand = [], random.Random(1)
    for _ in range(1000):
        if session.state == "ended":
            break
        states.append(session.state)
        session.receive(PromptFinished(), 0.0)
        pressed(session, *["choose"] * hand.randrange(1, 5), "go_on")
    assert session.state == "ended"
    assert {"welcome", "check_in", "exercise", "check_out"} <= set(states)
