"""The second view's network, as it learns. `coach/listening/moonshine/words.py` is the same network, as it hears."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray
from tqdm import tqdm

from coach.listening.moonshine.words import OTHER

NARROW, SOUNDS, SPAN, HEADS, REPLY = 64, 96, 5, 4, 96
"""Numbers a frame after the first layer and after the convolution, frames that it sees, means, numbers a reply."""
LENGTHS = (60, 80, 132)
"""Frames; each length is one compiled program, what is longer is cut."""
BATCH = 64
RECORDED_COUNTS = 2.0
"""One real person is worth two synthetic voices."""

Weights = dict[str, jax.Array]


@dataclass(frozen=True)
class Example:
    """What the encoder made of a reply, shape (time, width), and what the reply was."""

    hidden: NDArray[np.float16]
    reply: str
    recorded: bool


def train(examples: Sequence[Example], known: Sequence[str], epochs: int, seed: int) -> Weights:
    """Learn to tell the known replies from each other and from all else."""
    names = (*known, OTHER)
    chance, key = np.random.default_rng(seed), jax.random.PRNGKey(seed)
    weights = begin(examples[0].hidden.shape[1], len(names), chance)
    batches = len(_batches(examples, chance))
    optimiser = optax.adamw(optax.cosine_onecycle_schedule(epochs * batches, 3e-3, 0.15), weight_decay=1e-3)
    state = optimiser.init(weights)

    @jax.jit
    def step(weights: Weights, state: Any, batch: tuple[Any, ...], key: jax.Array) -> tuple[Weights, Any]:
        gradients = jax.grad(_loss)(weights, batch, key)
        updates, state = optimiser.update(gradients, state, weights)
        return optax.apply_updates(weights, updates), state

    for _ in tqdm(range(epochs), unit=" epochs"):
        for length, places in _batches(examples, chance):
            key, now = jax.random.split(key)
            weights, state = step(weights, state, _batch([examples[at] for at in places], names, length), now)
    return weights


def write(weights: Weights, known: Sequence[str], path: Path) -> None:
    """As `Words` reads them; half precision loses nothing that can be measured."""
    halves = {name: np.asarray(value, np.float16) for name, value in weights.items()}
    np.savez_compressed(path, names=np.array([*known, OTHER]), allow_pickle=False, **halves)


def begin(width: int, names: int, chance: np.random.Generator) -> Weights:
    """Weights before anything was learnt."""

    def layer(*shape: int) -> jax.Array:
        return jnp.asarray(chance.normal(size=shape) / np.sqrt(np.prod(shape[:-1])), jnp.float32)

    return {
        "narrow": layer(width, NARROW), "narrow_bias": jnp.zeros(NARROW),
        "across": layer(SPAN, NARROW, SOUNDS), "across_bias": jnp.zeros(SOUNDS),
        "attention": layer(SOUNDS, HEADS) * 0.1,
        "reply": layer(HEADS * SOUNDS, REPLY), "reply_bias": jnp.zeros(REPLY),
        "word": 4 * layer(REPLY, names), "word_bias": jnp.zeros(names),
    }  # fmt: skip


def scores(weights: Weights, hidden: jax.Array, there: jax.Array, key: jax.Array | None = None) -> jax.Array:
    """Of each reply, not yet normalised. `there`: 1 where a frame is sound, 0 where it only fills the batch.

    With a `key` a fifth of what is known of each reply is dropped, so that no part of it is relied upon.
    """
    narrow = (hidden @ weights["narrow"] + weights["narrow_bias"]) * there[:, :, None]
    padded = jnp.pad(narrow, ((0, 0), (SPAN // 2, SPAN // 2), (0, 0)))
    length = hidden.shape[1]
    across = sum(padded[:, at : at + length] @ weights["across"][at] for at in range(SPAN))
    sounds = jnp.maximum(across + weights["across_bias"], 0)
    attention = jax.nn.softmax(sounds @ weights["attention"] - 1e4 * (1 - there[:, :, None]), axis=1)
    means = jnp.einsum("bta,btc->bac", attention, sounds).reshape(len(hidden), -1)
    if key is not None:
        means = means * jax.random.bernoulli(key, 0.8, means.shape) / 0.8
    return jnp.tanh(means @ weights["reply"] + weights["reply_bias"]) @ weights["word"] + weights["word_bias"]


def _loss(weights: Weights, batch: tuple[Any, ...], key: jax.Array) -> jax.Array:
    hidden, there, replies, worth = batch
    dropped, channels = jax.random.split(key)
    hidden = hidden * jax.random.bernoulli(channels, 0.9, (len(hidden), 1, hidden.shape[2]))
    wanted = optax.smooth_labels(jax.nn.one_hot(replies, len(weights["word_bias"])), 0.05)
    losses = optax.softmax_cross_entropy(scores(weights, hidden, there, dropped), wanted)
    return jnp.sum(losses * worth) / jnp.sum(worth)


def _batches(examples: Sequence[Example], chance: np.random.Generator) -> list[tuple[int, NDArray[np.int64]]]:
    """Replies of about the same length together, in any order."""
    alike: dict[int, list[int]] = {}
    for at, example in enumerate(examples):
        fits = next((length for length in LENGTHS if len(example.hidden) <= length), LENGTHS[-1])
        alike.setdefault(fits, []).append(at)
    batches = []
    for length, places in alike.items():
        order = np.resize(chance.permutation(places), -(-len(places) // BATCH) * BATCH)
        batches += [(length, part) for part in order.reshape(-1, BATCH)]
    chance.shuffle(batches)
    return batches


def _batch(examples: Sequence[Example], names: Sequence[str], length: int) -> tuple[NDArray[Any], ...]:
    hidden = np.zeros((len(examples), length, examples[0].hidden.shape[1]), np.float32)
    there = np.zeros((len(examples), length), np.float32)
    for row, example in enumerate(examples):
        frames = example.hidden[:length]
        hidden[row, : len(frames)], there[row, : len(frames)] = frames, 1
    numbers = {name: number for number, name in enumerate(names)}
    replies = np.array([numbers.get(example.reply, numbers[OTHER]) for example in examples])
    worth = np.array([RECORDED_COUNTS if example.recorded else 1.0 for example in examples], np.float32)
    return hidden, there, replies, worth
