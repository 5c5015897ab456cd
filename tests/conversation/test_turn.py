"""How much of a wait is left."""

from coach.conversation.turn import Turn
from coach.conversation.understanding import Vocabulary

NOTHING = Vocabulary({}, {})


def test_a_wait_runs_on_while_the_microphone_is_open() -> None:
    """Twenty seconds of quiet, five of them gone."""
    assert Turn(1, NOTHING, opened_seconds=100.0, left_seconds=20.0).left(105.0) == 15.0


def test_a_wait_stands_still_in_a_pause() -> None:
    """A pause takes nothing away from the wait that it broke into."""
    assert Turn(1, NOTHING, opened_seconds=100.0, left_seconds=20.0, held=True).left(500.0) == 20.0


def test_a_question_has_nothing_left() -> None:
    """Only waits have time of their own."""
    turn = Turn(1, NOTHING, opened_seconds=100.0)
    assert turn.left(105.0) is None and not turn.waiting
