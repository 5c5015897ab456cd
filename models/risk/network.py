"""The risk network as it learns. `coach/safety/network.py` is the same network, as it reads."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import cross_entropy
from tqdm import tqdm
from transformers import AutoTokenizer, BertModel, logging

from coach.safety.network import FIRST, INSIDE, LAST, MOST_PIECES, UNKNOWN
from models.risk import onnx_graph
from models.risk.examples import Example, Recogniser

BATCH = 32
BODY_RATE, HEAD_RATE = 1e-4, 1e-3
UNSURE = 0.05
"""Label smoothing: nothing is quite certain, so that probabilities stay telling."""
NAMES = {
    "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
    "attention.output.dense": "together", "attention.output.LayerNorm": "attended",
    "intermediate.dense": "wide", "output.dense": "narrow", "output.LayerNorm": "thought",
}  # fmt: skip
"""MiniLM's names of what a layer does, and ours."""


class Network(torch.nn.Module):
    """MiniLM, the mean of what it makes of the pieces, and one more layer."""

    def __init__(self, folder: Path, kinds: Sequence[str]) -> None:
        super().__init__()
        logging.set_verbosity_error()
        self.encoder = BertModel.from_pretrained(folder, hidden_act="gelu_pytorch_tanh", add_pooling_layer=False)
        self.pieces = AutoTokenizer.from_pretrained(folder)
        self.encoder.embeddings.requires_grad_(False)  # so words that no example has keep what MiniLM knows of them
        self.kinds = list(kinds)
        self.kind = torch.nn.Linear(self.encoder.config.hidden_size, len(kinds))

    def take_over(self, path: Path) -> None:
        """Go on from what the network in a pack's file has learnt, whatever the order of its kinds."""
        stored = onnx_graph.read(path)
        known = self.encoder.state_dict()
        for layer in range(self.encoder.config.num_hidden_layers):
            for theirs, ours in NAMES.items():
                name = f"{layer}.{ours}"
                weight = stored.get(f"{name}.scale", stored.get(name))
                known[f"encoder.layer.{layer}.{theirs}.weight"] = torch.tensor(weight)
                known[f"encoder.layer.{layer}.{theirs}.bias"] = torch.tensor(stored[f"{name}.bias"])
        self.encoder.load_state_dict(known)
        order = [stored["kinds"].tolist().index(kind) for kind in self.kinds]
        self.kind.load_state_dict(
            {"weight": torch.tensor(stored["kind"][order]), "bias": torch.tensor(stored["kind.bias"][order])}
        )

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """A score for each text and kind."""
        read = self.pieces(list(texts), padding=True, truncation=True, max_length=MOST_PIECES, return_tensors="pt")
        hidden = self.encoder(**read).last_hidden_state
        there = read["attention_mask"].unsqueeze(-1)
        scores: torch.Tensor = self.kind((hidden * there).sum(1) / there.sum(1))
        return scores


@dataclass(frozen=True)
class Schedule:
    """How often all examples are read, in which order, how fast is learnt: 1 from MiniLM on, less on top of more."""

    epochs: int
    seed: int
    pace: float = 1.0


def train(network: Network, examples: Sequence[Example], recogniser: Recogniser, schedule: Schedule) -> None:
    """Learn to tell the kinds from each other."""
    torch.manual_seed(schedule.seed)
    chance = Random(schedule.seed)
    rates = [
        {"params": network.encoder.parameters(), "lr": BODY_RATE * schedule.pace},
        {"params": network.kind.parameters(), "lr": HEAD_RATE * schedule.pace},
    ]
    optimiser = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = schedule.epochs * len(list(_batches(examples, chance)))
    rate = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [rate["lr"] for rate in rates], total_steps=steps, pct_start=0.1
    )
    network.train()
    with tqdm(total=steps, unit=" batches", mininterval=10) as bar:
        for _ in range(schedule.epochs):
            for batch in _batches(examples, chance):
                wanted = torch.tensor([network.kinds.index(example.kind) for example in batch])
                scores = network([recogniser.disturbed(example.text, chance) for example in batch])
                loss = cross_entropy(scores, wanted, label_smoothing=UNSURE)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimiser.step()
                rate.step()
                bar.update()
    network.eval()


def write(network: Network, words: Sequence[str], path: Path) -> None:
    """As the safety listener reads it. Of MiniLM's 30,000 pieces the letters are kept, and what `words` are made of."""
    known = network.pieces.get_vocab()
    kept = _pieces(network, words)
    weights = {name: value.detach().numpy() for name, value in network.encoder.state_dict().items()}
    stored: dict[str, NDArray[Any]] = {"pieces": np.array(kept), "kinds": np.array(network.kinds)}
    begin = "embeddings"
    stored |= _narrow("piece", weights[f"{begin}.word_embeddings.weight"][[known[piece] for piece in kept]])
    places = weights[f"{begin}.position_embeddings.weight"][:MOST_PIECES]
    stored["position"] = (places + weights[f"{begin}.token_type_embeddings.weight"][0]).astype(np.float32)
    stored["begin.scale"], stored["begin.bias"] = (weights[f"{begin}.LayerNorm.{name}"] for name in ("weight", "bias"))
    for layer in range(network.encoder.config.num_hidden_layers):
        for theirs, ours in NAMES.items():
            weight, bias = (weights[f"encoder.layer.{layer}.{theirs}.{what}"] for what in ("weight", "bias"))
            name = f"{layer}.{ours}"
            stored |= {f"{name}.scale": weight} if weight.ndim == 1 else _narrow(name, weight)
            stored[f"{name}.bias"] = bias
    stored |= _narrow("kind", network.kind.weight.detach().numpy())
    stored["kind.bias"] = network.kind.bias.detach().numpy()
    onnx_graph.write(stored, path)


def _narrow(name: str, weights: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    narrow, steps = onnx_graph.packed(weights)
    return {name: narrow, name + onnx_graph.STEP: steps}


def _pieces(network: Network, words: Sequence[str]) -> list[str]:
    order: dict[str, int] = network.pieces.get_vocab()
    used = {piece for word in words for piece in network.pieces.tokenize(word)}
    letters = {piece for piece in order if len(piece.removeprefix(INSIDE)) == 1 and piece.isascii()}
    return sorted(used | letters | {FIRST, LAST, UNKNOWN}, key=order.__getitem__)


def _batches(examples: Sequence[Example], chance: Random) -> Iterator[list[Example]]:
    """All once, in another order each time, sentences of like length together."""
    mixed = sorted(examples, key=lambda example: len(example.text) + chance.random() * 20)
    batches = [mixed[at : at + BATCH] for at in range(0, len(mixed), BATCH)]
    chance.shuffle(batches)
    yield from batches
