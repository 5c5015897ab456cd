"""Which number was named, in a sentence that is none of the expected phrases?"""

import string
from pathlib import Path

import numpy as np
import pytest

from coach.effects import NumberWords
from coach.listening.moonshine.naming import Namer
from coach.listening.moonshine.tokens import Tokens
from coach.listening.recognition import Naming
from tests.fakes.language_model import FakeLanguageModel
from tests.fakes.tokenizer import write_tokenizer

PIECES = ["\u2581", *string.ascii_letters, ".", ",", "'"]
WORDS = NumberWords(
    {"five": 5, "nine": 9, "six": 6, "two": 2},
    frozenset({"a", "about", "down", "to", "or", "it", "went"}),
    {"to": "two"},
)


def named(folder: Path, openly: str, **texts: float) -> Naming | None:
    """The number in a reply that was openly decoded so, by a model that gives these texts these probabilities."""
    size = write_tokenizer(folder / "tokenizer.bin", PIECES)
    tokens = Tokens(folder / "tokenizer.bin")
    model = FakeLanguageModel(tokens, size, texts)
    ids = tokens.encode(openly) or []
    return Namer(model, tokens).name(model.listen(np.zeros(0, np.float32)), ids, float(np.log(texts[openly])), WORDS)


def test_the_number_of_a_sentence_is_compared_with_the_others_in_its_place(tmp_path: Path) -> None:
    """Five and nine are near each other here, six and two far off."""
    naming = named(tmp_path, "About a five.", **{"About a five.": 0.5, "About a nine.": 0.4, "About a six.": 0.1})
    assert naming is not None
    assert [name for name, _ in naming.ranked[:3]] == ["five", "nine", "six"]
    assert naming.gap == pytest.approx(0.0, abs=1e-3)
    assert naming.margin == pytest.approx(np.log(5 / 4), abs=1e-2)


def test_a_number_that_was_written_as_another_word_is_found(tmp_path: Path) -> None:
    """ "To" for two, "fife" for five: with how much less probable that is."""
    naming = named(tmp_path, "It went down to to.", **{"It went down to to.": 0.6, "It went down to two.": 0.4})
    assert _best(naming) == "two"
    naming = named(tmp_path, "About a fife.", **{"About a fife.": 0.9, "About a five.": 0.1})
    assert _best(naming) == "five"
    assert naming is not None and naming.gap == pytest.approx(np.log(9), abs=1e-2)


def test_of_two_numbers_neither_is_before_the_other(tmp_path: Path) -> None:
    """ "Five or six": only the person can tell."""
    naming = named(tmp_path, "Five or six.", **{"Five or six.": 1.0})
    assert naming is not None
    assert [name for name, _ in naming.ranked] == ["five", "six"]
    assert naming.margin == 0.0


@pytest.mark.parametrize("openly", ["The weather is nice.", "Five."])
def test_where_no_number_is_named_in_a_sentence_there_is_none(tmp_path: Path, openly: str) -> None:
    """A bare number is one of the phrases."""
    assert named(tmp_path, openly, **{openly: 1.0}) is None


def _best(naming: Naming | None) -> str | None:
    return naming.ranked[0][0] if naming else None
