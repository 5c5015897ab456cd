"""What happened in a rehearsal, and the turns in it."""

import pytest

from coach.content.pack import Pack
from coach.effects import End, Line, Say, StopSpeaking
from coach.events import FellSilent, Heard, PromptStarted
from coach.rehearsal.meaning import Verdict
from coach.rehearsal.record import Moment, Record, prompts, scripts_of
from tests.rehearsal.story import story


def test_everything_is_kept_in_order_with_its_time() -> None:
    """Events and effects alike; the end is the end."""
    record = Record()
    record.note(PromptStarted(), 1.0)
    assert not record.ended
    record.note(End(), 2.0)
    assert record.ended
    assert record.moments == [Moment(1.0, PromptStarted()), Moment(2.0, End())]


def test_what_is_remembered_can_be_looked_up_and_nobody_comes() -> None:
    """The journal and the staff call of a rehearsal."""
    record = Record()
    record.remember("craving_before", 6)
    assert record.remembered == {"craving_before": 6}
    assert record.call("suicide"), "nobody was expected, so nothing went wrong"


def test_each_opening_of_the_microphone_is_a_turn(english: Pack) -> None:
    """With what was said, what the ear answered, and when the coach spoke again."""
    first, second, third, fourth = story(english).turns
    assert [turn.verdict for turn in (first, second, third, fourth)] == [
        Verdict.ASKED_BACK, Verdict.UNDERSTOOD, Verdict.MISUNDERSTOOD, Verdict.SILENT,
    ]  # fmt: skip
    assert isinstance(first.answer, Heard)
    assert isinstance(fourth.answer, FellSilent)
    assert (first.opened_seconds, first.answered_seconds, first.first_sound_seconds) == (4.0, 7.0, 7.0)


def test_the_response_time_counts_from_the_persons_last_sound(english: Pack) -> None:
    """To the coach's first; for who says nothing there is none."""
    assert [turn.response_seconds for turn in story(english).turns[:2]] == pytest.approx([1.0, 0.6])
    assert story(english).turns[3].response_seconds is None


def test_who_was_not_finished_when_the_ear_decided_was_cut_off(english: Pack) -> None:
    """By the true end of the speech, not by what the ear believes."""
    assert [turn.cut_off for turn in story(english).turns] == [False, False, True, False]
    assert story(english).turns[2].response_seconds is None


def test_a_prompt_that_is_broken_off_ends_there() -> None:
    """When the coach stops speaking."""
    line = Line("welcome.hello", "Hello.")
    broken = [Moment(1.0, Say((line,))), Moment(1.0, PromptStarted()), Moment(1.5, StopSpeaking())]
    (prompt,) = prompts(broken)
    assert (prompt.began_seconds, prompt.ended_seconds, prompt.text) == (1.0, 1.5, "Hello.")


def test_the_scripts_of_a_say_are_named_once_each() -> None:
    """In the order in which they are spoken."""
    lines = (Line("repair.sorry", "Sorry."), Line("choice.a", "A."), Line("choice.b", "B."))
    assert scripts_of(Say(lines)) == ["repair", "choice"]
    assert scripts_of(None) == []
