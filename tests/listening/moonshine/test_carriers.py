"""Every sentence that names a number, as a loop of words."""

import math
import string
from pathlib import Path

import numpy as np
import pytest

from coach.effects import NumberWords
from coach.listening.moonshine.carriers import Carriers
from coach.listening.moonshine.tokens import Tokens
from tests.fakes.language_model import FakeLanguageModel
from tests.fakes.tokenizer import write_tokenizer

PIECES = ["\u2581", *string.ascii_letters, ".", ",", "'"]
WORDS = NumberWords({"six": 6, "one": 1}, frozenset({"a", "about", "i'd", "say"}), scales=("out of one",))


def decoded(folder: Path, floor: float = -30.0, **texts: float) -> tuple[str, float] | None:
    """What is decoded with nothing but these words, by a model that gives these texts these probabilities."""
    size = write_tokenizer(folder / "tokenizer.bin", PIECES)
    tokens = Tokens(folder / "tokenizer.bin")
    model = FakeLanguageModel(tokens, size, texts)
    sentence = Carriers(WORDS, tokens).decode(model, model.listen(np.zeros(0, np.float32)), floor)
    return (tokens.decode(sentence.ids), sentence.score) if sentence else None


def test_the_likeliest_sentence_with_a_number_is_found(tmp_path: Path) -> None:
    """Though another text is likelier, and though the sentence stands in no list; with its probability."""
    found = decoded(tmp_path, **{"I'd say a six.": 0.2, "I'd save a sigh.": 0.7, "I'd say a.": 0.1})
    assert found is not None
    assert found[0] == "I'd say a six."
    assert found[1] == pytest.approx(math.log(0.2), abs=1e-2)


def test_without_a_number_it_is_no_sentence(tmp_path: Path) -> None:
    """Words that go with one are not enough, and a scale is none."""
    assert decoded(tmp_path, **{"I'd say.": 1.0}) is None
    assert decoded(tmp_path, **{"Out of one.": 1.0}, floor=-10.0) is None


def test_what_is_too_improbable_is_not_looked_for(tmp_path: Path) -> None:
    """Speech about something else costs little."""
    assert decoded(tmp_path, floor=-2.0, **{"I'd say a six.": 0.1, "The weather.": 0.9}) is None
