"""What a turn may answer with."""

from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args

import pytest

from coach.content.pack import Pack
from coach.conversation.moves import UNSAID, Alarm, Follow, Move, Open, Repeat, Resume, Turn
from coach.conversation.turns.confirmation import Confirmation
from coach.conversation.turns.gentle_question import GentleQuestion
from coach.conversation.turns.pause import Pause
from coach.conversation.turns.question import Question
from coach.conversation.turns.standing_invitation import StandingInvitation
from coach.conversation.turns.wait import Wait
from tests.conversation.led import Led


@pytest.mark.parametrize("move", get_args(Move))
def test_a_move_is_a_frozen_value(move: type) -> None:
    """A turn decides once; nothing changes a move on its way to the course."""
    assert is_dataclass(move)
    assert move.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_a_move_cannot_be_changed() -> None:
    """Not even by mistake."""
    with pytest.raises(FrozenInstanceError):
        Alarm("suicide").path = "medical"  # type: ignore[misc]


@pytest.mark.parametrize("move", [Follow, Open, Resume, Repeat])
def test_lines_are_said_before_a_move_is_made(move: type) -> None:
    """Every move that speaks says so in the same place; most say nothing of their own."""
    assert "first" in {field.name for field in fields(move)}
    assert UNSAID.lines == {}


def test_every_kind_of_turn_keeps_the_protocol(english: Pack) -> None:
    """One small surface: whatever is open, it can be asked the same."""
    led = Led(english, english.session["check_in"]).at("craving")
    question = led.turn
    assert isinstance(question, Question)
    turns: list[Turn] = [
        question,
        Wait(led.context, led.context.step, 5.0),
        Pause(question),
        Confirmation(question, next(iter(question.vocabulary.meanings.values()))),
        GentleQuestion(question, "suicide"),
        StandingInvitation(question, any_word=True),
    ]
    for turn in turns:
        assert turn.vocabulary.meanings and turn.no_input_seconds > 0
        assert turn.press("nonsense") is None or isinstance(turn, StandingInvitation)
        turn.prompt_finished(1.0)
        assert isinstance(turn.broken_off(2.0), Question | Wait)
        assert isinstance(turn.fall_silent(None), get_args(Move))
