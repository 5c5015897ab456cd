"""What is said when an answer was not understood."""

from coach.content.pack import Pack
from coach.conversation.repair import Ladder


def test_the_same_line_is_never_said_twice_in_a_row(english: Pack) -> None:
    """Each failure gets another line."""
    ladder = Ladder(english.repair)
    first, second = ladder.climb("no_match"), ladder.climb("no_match")
    assert first and second and first != second


def test_after_the_last_rung_it_is_time_to_move_on(english: Pack) -> None:
    """Nobody is asked the same thing for ever."""
    ladder = Ladder(english.repair)
    said = [ladder.climb("no_input") for _ in range(len(english.repair.no_input) + 1)]
    assert said[-1] is None and None not in said[:-1]


def test_silence_and_noise_in_turn_do_not_go_on_for_ever(english: Pack) -> None:
    """The two kinds of trouble share one count."""
    ladder = Ladder(english.repair)
    ladder.climb("no_match")
    ladder.climb("no_input")
    assert ladder.climb("no_match") is None


def test_an_answer_brings_patience_back(english: Pack) -> None:
    """After something was understood the ladder begins anew."""
    ladder = Ladder(english.repair)
    first = ladder.climb("no_match")
    ladder.reset()
    assert ladder.climb("no_match") == first
