"""The bounds of each ear."""

import pytest

from coach.listening.thresholds import MOONSHINE, VOSK, Thresholds


@pytest.mark.parametrize("bounds", [MOONSHINE, VOSK])
def test_what_is_accepted_would_be_asked_about_too(bounds: Thresholds) -> None:
    """Every bound to act on a reply is at least as strict as the one to ask whether it was so."""
    assert bounds.accept_score >= bounds.confirm_score
    assert bounds.accept_gap <= bounds.confirm_gap
    assert bounds.accept_behind <= bounds.confirm_behind
    assert bounds.viewed_accept >= bounds.viewed_confirm
    assert bounds.naming_accept_gap <= bounds.naming_confirm_gap


@pytest.mark.parametrize("bounds", [MOONSHINE, VOSK])
def test_one_word_that_nobody_asked_for_has_to_be_clearer_than_several(bounds: Thresholds) -> None:
    """A room full of talk holds every word; it does not hold a call."""
    assert bounds.unasked_score >= bounds.called_score
    assert bounds.unasked_gap <= bounds.called_gap
