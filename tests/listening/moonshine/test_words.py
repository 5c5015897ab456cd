"""A second view of short replies."""

from pathlib import Path

import numpy as np
import pytest

from coach.effects import Expectation
from coach.listening.moonshine.engine import in_view
from coach.listening.moonshine.model import Model
from coach.listening.moonshine.words import OTHER, WEIGHTS, Words
from tests.listening.speech import spoken


def test_the_weights_are_small_and_no_recordings() -> None:
    """They are part of the program."""
    assert WEIGHTS.stat().st_size < 1_000_000


def test_every_known_reply_has_its_share() -> None:
    """Probabilities that add up to one, from sounds of any length; another word is one of them."""
    words = Words()
    for length in (1, 40, 500):
        heard = words.hear(np.random.default_rng(1).normal(size=(length, 288)).astype(np.float32))
        assert {"yes", "no", "stop", "zero", "ten", OTHER} <= heard.keys()
        assert 0.9 < sum(np.exp(log) for log in heard.values()) < 1.1


def test_ways_to_mean_the_same_are_added() -> None:
    """And of a phrase that it does not know the second view says nothing: a new pack works as before."""
    expectation = Expectation(("yes", "yeah", "banana"), meanings={"yes": "yes", "yeah": "yes"})
    words = {"yes": np.log(0.25), "yeah": np.log(0.5), "no": np.log(0.25)}
    assert in_view(["yes", "banana"], words, expectation) == {"yes": pytest.approx(np.log(0.75))}


@pytest.mark.engines
@pytest.mark.parametrize(("said", "heard"), [("seven", "seven"), ("stop", "stop"), ("keyboard", OTHER)])
def test_a_short_reply_is_told_from_the_others(moonshine_folder: Path, said: str, heard: str) -> None:
    """Said by a synthetic voice."""
    words = Words().hear(Model(moonshine_folder).listen(spoken(said)).hidden[0])
    assert max(words, key=words.__getitem__) == heard
