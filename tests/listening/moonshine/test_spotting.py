"""What else may have been said: other readings of a sound, with a risk phrase in them."""

import string
from pathlib import Path

import numpy as np
import pytest

from coach.listening.moonshine.model import Listened, Prefixes
from coach.listening.moonshine.spotting import CALLS_AT_MOST, Decoded, Spotter
from coach.listening.moonshine.tokens import END, Tokens
from tests.fakes.language_model import FakeLanguageModel
from tests.fakes.tokenizer import write_tokenizer

PIECES = ["\u2581", *string.ascii_letters, ".", ",", "'"]
NOTHING = np.zeros(0, np.float32)


class Reader:
    """A model that is as sure of some texts as a test says, and the readings of it."""

    def __init__(self, folder: Path, **texts: float) -> None:
        size = write_tokenizer(folder / "tokenizer.bin", PIECES)
        self.tokens = Tokens(folder / "tokenizer.bin")
        self.model = FakeLanguageModel(self.tokens, size, texts)

    def readings(self, *phrases: str) -> tuple[str, ...]:
        """The other readings, after an open decode."""
        listened = self.model.listen(NOTHING)
        decoded = self._decode(listened)
        self.model.extended = 0
        return Spotter(phrases, self.model, self.tokens).readings(listened, decoded)

    def _decode(self, listened: Listened) -> Decoded:
        ids: list[int] = []
        states: list[Prefixes] = [listened.start]
        logs: list[float] = []
        while True:
            token = int(states[-1].log_probabilities[0].argmax())
            logs.append(float(states[-1].log_probabilities[0, token]))
            if token == END:
                return Decoded(ids, logs, states)
            ids.append(token)
            states.append(self.model.extend(listened, states[-1], [0], [token]))


def test_a_phrase_that_was_nearly_written_gives_another_reading(tmp_path: Path) -> None:
    """The model wrote "diet" and thought of "die": the listener may read both."""
    reader = Reader(tmp_path, **{"I want to diet.": 0.6, "I want to die.": 0.4})
    assert [text.rstrip(".") for text in reader.readings("want to die")] == ["I want to die"]


def test_what_the_model_hardly_thought_of_is_no_reading(tmp_path: Path) -> None:
    """Otherwise everything would be like everything."""
    assert Reader(tmp_path, **{"I want to diet.": 0.99, "I want to die.": 0.01}).readings("want to die") == ()


def test_what_was_written_anyway_is_no_other_reading(tmp_path: Path) -> None:
    """The text says it already, with what stands around it."""
    assert Reader(tmp_path, **{"I want to die.": 0.9, "I want it.": 0.1}).readings("want to die") == ()


def test_a_phrase_ends_where_a_word_ends(tmp_path: Path) -> None:
    """ "Hurt him" is no part of "hurt himalayas"."""
    assert Reader(tmp_path, **{"I hug hims.": 0.5, "I hurt himalayas.": 0.5}).readings("hurt him") == ()
    assert Reader(tmp_path, **{"I hug hims.": 0.5, "I hurt him now.": 0.5}).readings("hurt him") != ()


def test_a_reading_goes_on_with_what_follows(tmp_path: Path) -> None:
    """So that the listener can see that it was days off; only a few tokens of it."""
    (reading,) = Reader(tmp_path, **{"I look too off.": 0.5, "I took too off.": 0.5}).readings("took too")
    assert reading.startswith("I took too of")


@pytest.mark.parametrize("phrase", ["kill", "\u00e9"])
def test_a_reply_may_begin_with_a_phrase_and_a_phrase_may_not_be_writable(tmp_path: Path, phrase: str) -> None:
    """With a capital at the beginning; what has letters that the model does not know is never heard."""
    readings = Reader(tmp_path, **{"Kind.": 0.6, "Kill.": 0.4}).readings(phrase)
    assert bool(readings) == (phrase == "kill")


def test_babble_has_no_other_readings(tmp_path: Path) -> None:
    """What is written with little confidence may be like anything."""
    first, second, third = ("Kabcdefghjlmnop", "iabcdefghjklmno", "labcdefghijkmno")
    texts = {f"{a}{b}{c}.": 0.01 for a in first for b in second for c in third}
    assert Reader(tmp_path, **texts).readings("kil") == ()


def test_it_costs_little(tmp_path: Path) -> None:
    """However many phrases there are, the model is asked a few times, and not at all where nothing is near."""
    near = Reader(tmp_path, **{f"I want to d{letter}.": 1.0 for letter in string.ascii_lowercase})
    near.readings(*(f"want to d{letter}" for letter in string.ascii_lowercase))
    assert near.model.extended <= 2 * CALLS_AT_MOST
    far = Reader(tmp_path, **{"Hello there.": 1.0})
    assert far.readings("want to die", "took too much") == ()
    assert far.model.extended == 0
