"""Which sentences have to be spoken."""

from dataclasses import replace

import pytest

from coach.content.pack import Pack
from coach.errors import CallerError
from scripts.voice.wanted import wanted


def test_every_sentence_is_there_once_and_none_has_a_gap(english: Pack) -> None:
    """Also those that stand in place of others."""
    sentences = wanted(english)
    assert len(sentences) == len(set(sentences)) > 2000
    assert not [sentence for sentence in sentences if "{" in sentence]
    assert "I keep nothing you say." in sentences


@pytest.mark.parametrize("number", ["9 1 1", "9 9 9", "0 0 0", "your emergency number"])
def test_the_numbers_of_its_countries_are_said(english: Pack, number: str) -> None:
    """And what is said where none is known."""
    assert "Say stop at any time to end." in wanted(english)
    assert f"In danger, call {number}." in wanted(english)


def test_a_pack_that_names_no_speaker_cannot_be_spoken(english: Pack) -> None:
    """It says what to write."""
    header = english.header.model_copy(update={"spoken": None})
    with pytest.raises(CallerError, match="does not say who speaks it"):
        wanted(replace(english, header=header))
