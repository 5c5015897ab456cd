"""Moonshine's networks, as they are."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.listening.moonshine.model import Model
from coach.listening.moonshine.tokens import Tokens
from coach.ports import RATE_HERTZ
from tests.listening.speech import spoken

LIKELY = -4.0
NATS = 0.3
"""The networks compute in 8 bits with one scale for all rows, so company changes a row a little."""


def alike(one: NDArray[np.float32], other: NDArray[np.float32]) -> bool:
    """Whether two rows give the likely tokens the same probabilities."""
    likely = other > LIKELY
    return bool(likely.any() and np.allclose(one[likely], other[likely], atol=NATS))


@pytest.fixture(scope="module")
def model(moonshine_folder: Path) -> Model:
    """Both networks."""
    return Model(moonshine_folder)


@pytest.mark.engines
def test_prefixes_are_scored_together_as_they_are_alone(model: Model, moonshine_folder: Path) -> None:
    """What the encoder heard is shared by all rows; each row keeps its own memory."""
    tokens = Tokens(moonshine_folder / "tokenizer.bin")
    yes, no = ((tokens.encode(text) or [])[0] for text in ("Yes", "No"))
    listened = model.listen(spoken("yes i can"))  # what follows a yes there follows no no
    both = model.extend(listened, listened.start, [0, 0], [yes, no])
    alone = model.extend(listened, listened.start, [0], [no])
    assert alike(both.log_probabilities[1], alone.log_probabilities[0])
    assert np.allclose(np.exp(both.log_probabilities).sum(axis=-1), 1.0, atol=1e-3)
    assert listened.start.log_probabilities[0, yes] > listened.start.log_probabilities[0, no]
    deeper = model.extend(listened, both, [1, 0], [no, yes])
    straight = model.extend(listened, alone, [0], [no])
    assert alike(deeper.log_probabilities[0], straight.log_probabilities[0])
    assert not alike(both.log_probabilities[0], both.log_probabilities[1])


@pytest.mark.engines
@pytest.mark.parametrize("seconds", [0.0, 0.01, 9.5, 20.0])
def test_any_length_of_sound_can_be_taken_in(model: Model, seconds: float) -> None:
    """Shorter than one frame of the network, and longer than its mask allows."""
    listened = model.listen(np.zeros(int(seconds * RATE_HERTZ), np.float32))
    assert np.isfinite(model.extend(listened, listened.start, [0], [300]).log_probabilities).all()
