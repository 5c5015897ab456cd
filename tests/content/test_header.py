"""What a pack is."""

import pytest
from pydantic import ValidationError

from coach.content.header import Header
from tests.content.scripts import STYLE, good


def test_a_word_that_hurts_has_a_kinder_one() -> None:
    """In each of its forms; any other word has none."""
    kinder, words = next(iter(STYLE.kinder.items()))
    assert {STYLE.kinder_than(word) for word in words} == {kinder}
    assert STYLE.kinder_than("tea") is None


def test_a_promise_is_found_as_whole_words() -> None:
    """Wherever it stands in a line."""
    careful = STYLE.model_copy(update={"promises": ["will pass"]})
    assert careful.promise_in(["it", "will", "pass", "soon"]) == "will pass"
    assert careful.promise_in(["it", "will", "passage"]) is None


def test_models_and_voices_are_found_by_the_language_alone() -> None:
    """The country does not matter to them."""
    assert Header.model_validate(good("pack.yaml") | {"locale": "en-GB"}).language_code == "en"


def test_something_has_to_wake_it() -> None:
    """A pack without a wake phrase could never be on a shelf."""
    with pytest.raises(ValidationError, match="wake_phrases"):
        Header.model_validate(good("pack.yaml") | {"wake_phrases": []})
