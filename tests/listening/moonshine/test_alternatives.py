"""What else may have been said: other sentences for the same sound."""

import string
from pathlib import Path

import numpy as np

from coach.listening.moonshine.alternatives import TOKENS_MORE, WIDTH, Alternatives
from coach.listening.moonshine.tokens import END, Tokens
from tests.fakes.language_model import FakeLanguageModel
from tests.fakes.tokenizer import write_tokenizer

PIECES = ["\u2581", *string.ascii_letters, ".", ",", "'"]
NOTHING = np.zeros(0, np.float32)


class Reader:
    """A model that is as sure of some texts as a test says, and what else it may have heard."""

    def __init__(self, folder: Path, **texts: float) -> None:
        size = write_tokenizer(folder / "tokenizer.bin", PIECES)
        self.tokens = Tokens(folder / "tokenizer.bin")
        self.model = FakeLanguageModel(self.tokens, size, texts)

    def others(self) -> tuple[str, ...]:
        """Beside the open decode."""
        listened = self.model.listen(NOTHING)
        ids: list[int] = []
        logs: list[float] = []
        state = listened.start
        while True:
            token = int(state.log_probabilities[0].argmax())
            logs.append(float(state.log_probabilities[0, token]))
            if token == END:
                break
            ids.append(token)
            state = self.model.extend(listened, state, [0], [token])
        self.model.extended = 0
        return Alternatives(self.model, self.tokens).of(listened, ids, logs)


def test_what_was_nearly_written_is_offered(tmp_path: Path) -> None:
    """The model wrote "diet" and thought of "die": the safety listener may read both."""
    assert Reader(tmp_path, **{"I want to diet.": 0.6, "I want to die.": 0.4}).others() == ("I want to die.",)


def test_the_nearest_comes_first(tmp_path: Path) -> None:
    """Also where they part at the first word."""
    texts = {"He left me.": 0.5, "He let me.": 0.2, "We left him.": 0.3}
    assert Reader(tmp_path, **texts).others() == ("We left him.", "He let me.")


def test_what_the_model_hardly_thought_of_is_not_offered(tmp_path: Path) -> None:
    """Otherwise everything would be like everything; and then the model is not even asked."""
    reader = Reader(tmp_path, **{"I want to diet.": 0.97, "I want to die.": 0.03})
    assert reader.others() == ()
    assert reader.model.extended == 0


def test_signs_and_capitals_make_no_other_sentence(tmp_path: Path) -> None:
    """They are not said."""
    assert Reader(tmp_path, **{"I want it.": 0.4, "I want it": 0.3, "I want, it.": 0.3}).others() == ()


def test_babble_has_no_other_readings(tmp_path: Path) -> None:
    """What is written with little confidence may be like anything."""
    first, second, third = ("Kabcdefghjlmnop", "iabcdefghjklmno", "labcdefghijkmno")
    texts = {f"{a}{b}{c}.": 0.01 for a in first for b in second for c in third}
    assert Reader(tmp_path, **texts).others() == ()


def test_a_sentence_without_end_is_broken_off(tmp_path: Path) -> None:
    """Noise can make the model go on for ever: it is not followed much further than what was written."""
    reader = Reader(tmp_path, **{"I am here.": 0.6, f"We are {'a' * 100}.": 0.4})
    assert reader.others() == ()
    assert reader.model.extended <= WIDTH * (len("I am here.") + TOKENS_MORE)
