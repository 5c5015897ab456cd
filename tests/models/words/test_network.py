"""The second view's network, as it learns and as it hears."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("jax")
pytest.importorskip("optax")

from coach.listening.moonshine.words import OTHER, Words
from models.words.network import Example, begin, scores, train, write


def test_it_hears_as_it_learnt(tmp_path: Path) -> None:
    """The program's numpy and the training's JAX are one network."""
    chance = np.random.default_rng(1)
    weights = begin(288, 3, chance)
    write(weights, ("yes", "no"), tmp_path / "words.npz")
    hidden = chance.normal(size=(50, 288)).astype(np.float32)
    wanted = np.asarray(scores(weights, hidden[None], np.ones((1, 50), np.float32)))[0]
    heard = Words(tmp_path / "words.npz").hear(hidden)
    assert list(heard) == ["yes", "no", OTHER]
    shifted = [heard[name] - heard["yes"] for name in heard]
    assert shifted == pytest.approx(list(wanted - wanted[0]), abs=0.05)


def test_it_learns() -> None:
    """Two replies that are easily told apart, and one that it does not know."""
    chance = np.random.default_rng(1)
    marks = chance.normal(size=(3, 288)) * 2
    said = ("yes", "no", "potato") * 64
    sounds = [chance.normal(size=(30, 288)) + marks[at % 3] for at in range(len(said))]
    examples = [Example(sound.astype(np.float16), word, False) for sound, word in zip(sounds, said, strict=True)]
    weights = train(examples, ("yes", "no"), epochs=8, seed=1)
    heard = np.asarray(scores(weights, np.stack([example.hidden for example in examples[:30]]), np.ones((30, 30))))
    assert (heard.argmax(axis=1) == np.arange(30) % 3).mean() > 0.9
