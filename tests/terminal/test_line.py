"""What was typed, as it was meant."""

import pytest

from coach.terminal.line import is_plain_number, plainly, with_plain_numbers


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("i'm tired\x1b[A", "i'm tired"),
        ("sotp\b\b\btop", "stop"),
        ("never mind\x15stop", "stop"),
        ("go on please\x17", "go on"),
        ("ｓｔｏｐ", "stop"),
        ("st\u200bop\x00", "stop"),
        ("٣", "3"),
        ("más", "más"),
    ],
)
def test_keys_that_edit_have_edited(typed: str, meant: str) -> None:
    """A pipe, or a terminal that does not know a key, leaves them in the line; words are words in any width."""
    assert plainly(typed) == meant


def test_numbers_are_written_as_they_are_spoken() -> None:
    """So that one reading of sentences serves both who speaks and who types."""
    written = {"07/10": "7/10", "7.0": "7", "7.3": "7.5", ".5": "0.5", "8ish": "8 ish", "10": "10", "0": "0"}
    assert {typed: with_plain_numbers(typed) for typed in written} == written


def test_a_sign_may_make_another_number_of_it() -> None:
    """A minus in front is one, a dash behind is none."""
    assert not any(map(is_plain_number, ["-1", "<7", "7%", "7-8", "10,5"]))
    assert all(map(is_plain_number, ["7", "7 - well", "10.0", "7/10", "self-made 7"]))
