"""Work that is waited for where it is submitted."""

import pytest

from coach.at_once import AtOnce


def test_what_is_submitted_is_done() -> None:
    """With all its arguments."""
    future = AtOnce().submit(int, "11", base=2)
    assert future.done() and future.result() == 3


def test_what_goes_wrong_is_raised_at_once() -> None:
    """As if nobody stood between."""
    with pytest.raises(ValueError, match="invalid literal"):
        AtOnce().submit(int, "eleven")
