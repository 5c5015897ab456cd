"""How a rehearsal came out."""

from dataclasses import replace

from coach.content.pack import Pack
from coach.rehearsal.record import Prompt
from tests.rehearsal.story import SETTING, story


def test_the_closing_line_says_how_many_replies_were_understood(english: Pack) -> None:
    """And what went wrong, what was gone through, and how long it took."""
    assert str(story(english)) == (
        "1 of 3 replies understood, 1 asked back, 1 misunderstood, 1 cut off, through slow breathing, "
        "0.8 simulated minutes in 2 s."
    )


def test_a_session_without_end_says_so(english: Pack) -> None:
    """In the summary that programs read."""
    assert story(english, ended=False).summary()["ended"] is False


def test_a_program_reads_the_same(english: Pack) -> None:
    """As plain data."""
    summary = story(english).summary()
    assert summary["verdicts"] == {"asked back": 1, "understood": 1, "misunderstood": 1, "silent": 1}
    assert (summary["replies"], summary["cut_off"], summary["exercises"]) == (3, 1, ["slow breathing"])
    assert summary["simulated_seconds"] == 45.0


def test_the_setting_tells_what_has_to_be_the_same_again() -> None:
    """Engines, room and seed."""
    assert str(SETTING) == (
        "ear fake ear · coach fake voice · person other voice · pink noise, 20 dB below the person · "
        "the coach leaks back at -30 dB · seed 1"
    )
    assert "no noise · headphones" in str(replace(SETTING, noise="none", echo_db=None))


def test_a_prompt_belongs_to_the_part_that_it_leads_to(english: Pack) -> None:
    """Repair belongs to where it happens."""
    outcome = story(english)
    assert outcome.part(Prompt(["check_in", "paced_breathing"], "", 0, 1)) == "paced_breathing"
    assert outcome.part(Prompt(["repair"], "", 0, 1)) is None
