"""The probability of each expected phrase, exactly."""

import math
import string
from pathlib import Path

import numpy as np
import pytest

from coach.listening.moonshine.grammar import Grammar, Scores
from coach.listening.moonshine.tokens import Tokens
from tests.fakes.language_model import FakeLanguageModel
from tests.fakes.tokenizer import write_tokenizer

PIECES = ["\u2581", *string.ascii_letters, ".", ",", "'"]
NOTHING = np.zeros(0, np.float32)
FLOOR = -20.0


class Scorer:
    """A model that is as sure of some texts as a test says."""

    def __init__(self, folder: Path, **texts: float) -> None:
        size = write_tokenizer(folder / "tokenizer.bin", PIECES)
        self.tokens = Tokens(folder / "tokenizer.bin")
        self.model = FakeLanguageModel(self.tokens, size, texts)

    def score(self, *phrases: str, floor: float = FLOOR) -> dict[str, float]:
        """Each phrase's score."""
        return self.scores(*phrases, floor=floor).reached

    def scores(self, *phrases: str, floor: float = FLOOR) -> Scores:
        """Those, and what was dropped."""
        return Grammar(phrases, self.tokens).score(self.model, self.model.listen(NOTHING), floor)


def test_a_phrase_scores_what_the_model_gives_its_written_forms(tmp_path: Path) -> None:
    """With a full stop and with a comma, together."""
    scores = Scorer(tmp_path, **{"Yes.": 0.5, "Yes,": 0.2, "No.": 0.2, "Yesterday.": 0.1}).score("yes", "no")
    assert scores["yes"] == pytest.approx(math.log(0.7), abs=1e-3)
    assert scores["no"] == pytest.approx(math.log(0.2), abs=1e-3)


def test_phrases_that_begin_alike_share_the_way(tmp_path: Path) -> None:
    """ "Stop" and "stop it" are told apart at their ends."""
    scores = Scorer(tmp_path, **{"Stop.": 0.3, "Stop it.": 0.6, "Go.": 0.1}).score("stop", "stop it", "go")
    assert scores == pytest.approx({"stop": math.log(0.3), "stop it": math.log(0.6), "go": math.log(0.1)}, abs=1e-3)


def test_hopeless_phrases_cost_nothing_and_have_no_score(tmp_path: Path) -> None:
    """Speech about something else is rejected after the first letter: all words begin with the same piece here."""
    scorer = Scorer(tmp_path, **{"The weather.": 1.0})
    assert scorer.score("yes", "no", "stop", floor=-10.0) == {}
    assert scorer.model.extended <= 1


def test_what_was_dropped_is_known_best_first(tmp_path: Path) -> None:
    """Its beginning bounds its score: the second best has a name even where it is far behind."""
    dropped = Scorer(tmp_path, **{"Yes.": 0.9999, "No.": 1e-6, "Stop.": 1e-5}).scores("yes", "no", "stop").dropped
    likeliest = [phrases[0] for bound, phrases in dropped if bound > math.log(1e-7)]
    assert list(dict.fromkeys(likeliest)) == ["stop", "no"]


def test_a_phrase_that_the_tokenizer_cannot_spell_is_left_out(tmp_path: Path) -> None:
    """Others are heard all the same."""
    assert set(Scorer(tmp_path, **{"Yes.": 1.0}).score("d\u00e9j\u00e0", "yes")) == {"yes"}


def test_in_the_middle_of_a_sentence_there_is_no_capital(tmp_path: Path) -> None:
    """As the model writes it after "um,"; only I is one."""
    scorer = Scorer(tmp_path, **{"not i.": 0.1, "not I.": 0.4, "Not I.": 0.5})
    grammar = Grammar(("not i",), scorer.tokens, begins=False)
    reached = grammar.score(scorer.model, scorer.model.listen(NOTHING), FLOOR).reached
    assert reached["not i"] == pytest.approx(math.log(0.4), abs=1e-3)


def test_nothing_expected_nothing_scored(tmp_path: Path) -> None:
    """Where open words are all that is wanted."""
    assert Scorer(tmp_path, **{"Yes.": 1.0}).score() == {}
