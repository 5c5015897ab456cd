"""The network, and its training: five layers that see 27 frames around each third frame, and say which phone it is.

Trained frame by frame (cross-entropy), by JAX. Each frame of speech says a little "speech" beside its own phone, more
so in strange words: that output is then a model of speech in general, and `[unk]` is made of it.
"""

from collections.abc import Iterator

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray
from tqdm import trange

from models.vosk.features import COEFFICIENTS
from models.vosk.kaldi import Acoustics, Layer
from models.vosk.phones import NUMBER, PHONES, SILENCE, SPEECH
from models.vosk.speech import STRANGE, Labelled

OFFSETS = ((-2, -1, 0, 1, 2), (-1, 0, 1), (-3, 0, 3), (-3, 0, 3), (-6, -3, 0, 3), (0,))
SIZES = (COEFFICIENTS, 160, 192, 192, 192, 192, len(PHONES))
THIRD = 3
"""From the second layer on only each third frame is computed: Vosk's `--frame-subsampling-factor`."""
WINDOW_FRAMES, WINDOWS = 240, 64
FIRST_FRAME = -sum(min(offsets) for offsets in OFFSETS)
RATE, WARM_UP_STEPS = 1.5e-3, 100
SPEECH_SHARE, STRANGE_SHARE = 0.1, 0.5
CHANNEL = 0.15
"""Random offset of each coefficient, in its standard deviations: every microphone is different."""
UNKNOWN_BIAS = -0.4
"""Added to the logarithm of how willingly `[unk]` is heard; the best of 16 settings in the research."""

Parameters = list[tuple[jax.Array, jax.Array]]


def train(speech: Labelled, steps: int, seed: int) -> Acoustics:
    """A trained network. The same seed and speech give the same one, but for how the machine rounds."""
    some = speech.features[::50].astype(np.float32)
    mean, spread = some.mean(0), some.std(0) + 1e-3
    schedule = optax.warmup_cosine_decay_schedule(0.0, RATE, min(WARM_UP_STEPS, steps // 5), steps, RATE * 0.02)
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, weight_decay=1e-3))
    parameters = _beginning(jax.random.key(seed))
    state = optimiser.init(parameters)

    @jax.jit
    def step(parameters, state, frames, phones, key):  # type: ignore[no-untyped-def]
        channel = CHANNEL * jax.random.normal(key, (WINDOWS, 1, COEFFICIENTS))
        inputs = (frames.astype(jnp.float32) - mean) / spread + channel
        (loss, right), gradient = jax.value_and_grad(_loss, has_aux=True)(parameters, inputs, phones)
        update, state = optimiser.update(gradient, state, parameters)
        return optax.apply_updates(parameters, update), state, loss, right

    progress = trange(steps, desc="Training", unit=" steps", disable=None)
    for number, (frames, phones) in zip(progress, _windows(speech, seed), strict=False):
        key = jax.random.fold_in(jax.random.key(seed + 1), number)
        parameters, state, loss, right = step(parameters, state, frames, phones, key)
        if number % 50 == 0:
            progress.set_postfix(loss=f"{loss:.3f}", right=f"{right:.3f}")
    return Acoustics(_layers(parameters, mean, spread), _priors(speech))


def _beginning(key: jax.Array) -> Parameters:
    parameters = []
    for offsets, inputs, outputs in zip(OFFSETS, SIZES, SIZES[1:], strict=False):
        key, own = jax.random.split(key)
        size = inputs * len(offsets)
        parameters.append((jax.random.normal(own, (size, outputs)) * np.sqrt(2 / size), jnp.zeros(outputs)))
    return parameters


def _windows(speech: Labelled, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    chance = np.random.default_rng(seed)
    while True:
        starts = chance.integers(0, len(speech.phones) - WINDOW_FRAMES, WINDOWS)
        at = starts[:, None] + np.arange(WINDOW_FRAMES)
        yield speech.features[at], speech.phones[at].astype(np.int32)


def _loss(parameters: Parameters, inputs: jax.Array, phones: jax.Array) -> tuple[jax.Array, jax.Array]:
    logs = jax.nn.log_softmax(_outputs(parameters, inputs))
    wanted = _wanted(phones, logs.shape[1])
    right = (logs.argmax(-1) == wanted.argmax(-1)).mean()
    return -(wanted * logs).sum(-1).mean(), right


def _outputs(parameters: Parameters, inputs: jax.Array) -> jax.Array:
    """Windows by frames by coefficients to windows by each third frame, from FIRST_FRAME on, by phones."""
    below, apart = inputs, 1
    for number, (offsets, (weights, bias)) in enumerate(zip(OFFSETS, parameters, strict=True)):
        stride = THIRD if number == 1 else 1
        least = min(offsets)
        count = (below.shape[1] - (max(offsets) - least) // apart - 1) // stride + 1
        seen = [below[:, (offset - least) // apart :][:, ::stride][:, :count] for offset in offsets]
        below = jnp.concatenate(seen, -1) @ weights + bias
        below = below if number == len(OFFSETS) - 1 else jax.nn.relu(below)
        apart *= stride
    return below


def _wanted(phones: jax.Array, count: int) -> jax.Array:
    """What the outputs should be: the frame's phone, softened by its neighbours', and a share of "speech"."""
    at = FIRST_FRAME + THIRD * jnp.arange(count)
    share = jnp.where(phones[:, at] >= STRANGE, STRANGE_SHARE, SPEECH_SHARE)[..., None]
    each = jnp.eye(len(PHONES))[phones % STRANGE]
    wanted = (each[:, at - 1] + 2 * each[:, at] + each[:, at + 1]) / 4
    silent = wanted[..., :1]
    spoken = jnp.arange(len(PHONES)) != NUMBER[SILENCE]
    wanted = wanted * jnp.where(spoken, 1 - share, 1.0)
    return wanted.at[..., NUMBER[SPEECH]].add((share * (1 - silent))[..., 0])


def _layers(parameters: Parameters, mean: np.ndarray, spread: np.ndarray) -> tuple[Layer, ...]:
    """As Kaldi has them: weights by output, and the first layer takes features as they come."""
    layers = []
    for number, (offsets, (weights, bias)) in enumerate(zip(OFFSETS, parameters, strict=True)):
        by_output, own = np.asarray(weights).T, np.asarray(bias)
        if number == 0:
            by_output = by_output / np.tile(spread, len(offsets))
            own = own - by_output @ np.tile(mean, len(offsets))
        layers.append(Layer(offsets, by_output, own))
    return tuple(layers)


def _priors(speech: Labelled) -> NDArray[np.float32]:
    counts = np.bincount(speech.phones[speech.phones < STRANGE], minlength=len(PHONES))
    priors = counts / counts.sum()
    spoken = 1 - priors[NUMBER[SILENCE]]
    priors[1:] *= 1 - SPEECH_SHARE
    priors[NUMBER[SPEECH]] += SPEECH_SHARE * spoken
    priors = np.maximum(priors, 1e-3)
    priors /= priors.sum()
    priors[NUMBER[SPEECH]] *= np.exp(-UNKNOWN_BIAS)
    return np.asarray(priors, np.float32)
