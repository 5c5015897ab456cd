"""What is said when an answer was not understood."""

from itertools import pairwise

import pytest

from coach.content.pack import Pack
from coach.conversation.repair import ASIDES_AT_MOST, Ladder, Rung, Wording
from coach.conversation.understanding import Trouble
from coach.events import SoundFault


def climbed(ladder: Ladder, trouble: str, times: int) -> list[Rung | None]:
    """What comes of so many failures in a row."""
    return [ladder.climb(trouble) for _ in range(times)]  # type: ignore[arg-type]


def test_the_same_line_is_never_said_twice_in_a_row(english: Pack) -> None:
    """Each failure gets another line, also when something was understood in between."""
    ladder = Ladder(english.repair, Wording())
    said = []
    for _ in range(6):
        rung = ladder.climb("no_match")
        assert rung is not None
        said.append(rung.lines)
        ladder.reset()
    assert all(first != second for first, second in pairwise(said))


def test_first_the_question_then_the_choices_then_the_keys(english: Pack) -> None:
    """And then it is time to move on: nobody is asked the same thing for ever."""
    rungs = climbed(Ladder(english.repair, Wording()), "no_match", 4)
    assert [rung.with_choices if rung else None for rung in rungs] == [False, True, False, None]
    assert rungs[2] is not None and any("key" in text for text in rungs[2].lines.values())


def test_somebody_silent_is_asked_less_often(english: Pack) -> None:
    """After the third silence the conversation goes on."""
    rungs = climbed(Ladder(english.repair, Wording()), "no_input", 3)
    assert [rung.with_choices if rung else None for rung in rungs] == [False, True, None]


def test_silence_and_noise_in_turn_do_not_go_on_for_ever(english: Pack) -> None:
    """The two kinds of trouble share one count."""
    ladder = Ladder(english.repair, Wording())
    ladder.climb("no_match")
    ladder.climb("no_input")
    ladder.climb("no_match")
    assert ladder.climb("no_input") is None


def test_somebody_who_cannot_be_understood_is_spared_the_keys_at_the_next_question(english: Pack) -> None:
    """After one whole ladder the next one is shorter, until something is understood."""
    ladder = Ladder(english.repair, Wording())
    climbed(ladder, "no_match", 4)
    ladder.begin()
    assert [rung is None for rung in climbed(ladder, "no_match", 3)] == [False, False, True]
    ladder.reset()
    assert [rung is None for rung in climbed(ladder, "no_match", 4)] == [False, False, False, True]


def test_wordings_are_said_in_turn(english: Pack) -> None:
    """Each kind of line has a turn of its own."""
    wording = Wording()
    said = [wording.of(english.repair.confirm) for _ in range(3)]
    assert said[0] != said[1] and said[2] == said[0]
    assert wording.of(english.repair.dont_know) == english.repair.dont_know[0]


def test_saying_something_else_is_no_failure_of_hearing(english: Pack) -> None:
    """Somebody who swears at the machine twice has all the rungs left for the answer; for ever it does not go on."""
    ladder = Ladder(english.repair, Wording())
    asides = climbed(ladder, "no_answer", ASIDES_AT_MOST)
    assert ladder.height == 0
    assert [rung.with_choices if rung else None for rung in asides] == [False] * ASIDES_AT_MOST
    rungs = climbed(ladder, "no_answer", 4)
    assert [rung.with_choices if rung else None for rung in rungs] == [False, True, False, None]


@pytest.mark.parametrize(
    ("fault", "trouble", "line"),
    [
        ("hum", "no_match", "microphone_hums"),
        ("clipped", "no_match", "microphone_clipped"),
        ("dead", "no_input", "microphone_dead"),
        ("hum", "no_input", None),
        ("narrow", "no_match", None),
        (None, "no_match", None),
    ],
)
def test_a_fault_is_told_where_it_explains_the_trouble(
    english: Pack, fault: SoundFault | None, trouble: Trouble, line: str | None
) -> None:
    """Who says nothing into a humming microphone is silent; what nobody can mend is not talked about."""
    lines = Ladder(english.repair, Wording()).blame(fault, trouble)
    assert (next(iter(lines)) if lines else None) == line


def test_each_fault_is_told_once(english: Pack) -> None:
    """A hum that is still there has been told; a microphone that dies is new."""
    ladder = Ladder(english.repair, Wording())
    assert ladder.blame("hum", "no_match")
    assert ladder.blame("hum", "no_match") is None
    assert ladder.blame("dead", "no_match")


def test_somebody_silent_to_the_end_of_a_question_has_no_rungs_at_the_next(english: Pack) -> None:
    """Until they are heard of again."""
    ladder = Ladder(english.repair, Wording())
    ladder.give_up("no_input")
    assert ladder.climb("no_input") is None and ladder.climb("no_match") is not None
    ladder.is_there()
    assert ladder.climb("no_input") is not None


def test_questions_without_an_answer_are_counted_until_one_is_answered(english: Pack) -> None:
    """In whatever words."""
    ladder = Ladder(english.repair, Wording())
    ladder.give_up("no_match")
    ladder.give_up("no_input")
    assert ladder.unanswered == 2
    ladder.answered()
    assert ladder.unanswered == 0
