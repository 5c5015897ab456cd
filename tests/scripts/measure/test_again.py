"""Right after one question at most."""

from dataclasses import replace

from scripts.measure.again import right_after_one_question
from tests.scripts.measure.made import ASKED, ASKED_WRONGLY, REJECTED, RIGHT, SILENT, WRONG


def test_what_is_acted_on_is_not_asked_about() -> None:
    """A right action is right, and no question mends a wrong one."""
    assert right_after_one_question([RIGHT, WRONG]) == [True, False]


def test_a_person_picks_the_right_one_of_two() -> None:
    """Did you say seven, or five? Either may be it."""
    second = replace(ASKED_WRONGLY, second_right=True)
    assert right_after_one_question([ASKED, second]) == [True, True]


def test_who_is_not_understood_says_it_again() -> None:
    """Rejected, not heard at all, or asked about in vain: the next clip of the same person decides."""
    for heard in (REJECTED, SILENT, ASKED_WRONGLY):
        assert right_after_one_question([heard, RIGHT]) == [True, True]
        assert right_after_one_question([heard, ASKED]) == [False, True]


def test_the_same_persons_other_clip_comes_before_another_persons() -> None:
    """Somebody hard to understand stays so."""
    also_ann = replace(REJECTED, file="b.flac")
    bob = replace(RIGHT, speaker="bob")
    assert right_after_one_question([REJECTED, bob, also_ann]) == [False, True, False]


def test_another_person_says_it_where_there_is_no_other_clip() -> None:
    """But only the same word."""
    assert right_after_one_question([REJECTED, replace(RIGHT, speaker="bob")]) == [True, True]
    assert right_after_one_question([REJECTED, replace(RIGHT, means="five")]) == [False, True]
