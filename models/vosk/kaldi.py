"""`final.mdl`: an acoustic model in Kaldi's binary format, written by hand. No program or code of Kaldi's is needed.

The format is Kaldi's (Apache-2.0): hmm/transition-model.cc, nnet3/nnet-nnet.cc. Checked by libvosk 0.3.45 reading it.
A phone has one state, the speech that `[unk]` stands for has three, so that it lasts as long as a short word.
"""

import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.vosk.phones import NUMBER, SILENCE, SPEECH, SPOKEN

PLACES = ("_B", "_E", "_I", "_S")
"""At the beginning of a word, its end, inside it, or alone in it: four phones to Kaldi, one to the network."""
KALDI_PHONES = (
    *(phone + place for phone in (SILENCE, SPEECH) for place in ("", *PLACES)),
    *(phone + place for phone in SPOKEN for place in PLACES),
)
"""Numbered from 1. 1 to 10 are silence and unknown speech, as in the published English model."""
STATES = {SILENCE: 1, SPEECH: 3}
HALF = 0.5
"""The probability to stay in a state. It is the same everywhere, so it says nothing."""


@dataclass(frozen=True)
class Layer:
    """`offsets`: which frames it sees, counted from its own; `weights`: outputs by inputs; `bias`: one an output."""

    offsets: tuple[int, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]


@dataclass(frozen=True)
class Acoustics:
    """A trained network. `priors`: how often each of its outputs is right, beforehand."""

    layers: tuple[Layer, ...]
    priors: NDArray[np.float32]


def states(phone: str) -> int:
    """How many states a phone has."""
    return STATES.get(phone.partition("_")[0], 1)


def transitions() -> dict[tuple[str, int], tuple[int, int]]:
    """For each state of each phone the numbers of its two transitions: to itself, and onward."""
    keys = [(phone, state) for phone in KALDI_PHONES for state in range(states(phone))]
    return {key: (1 + 2 * place, 2 + 2 * place) for place, key in enumerate(keys)}


def final_mdl(acoustics: Acoustics) -> bytes:
    """The whole file."""
    return b"\0B" + _transition_model() + _network(acoustics)


def _transition_model() -> bytes:
    phones = range(1, len(KALDI_PHONES) + 1)
    entries = [-1] + [int(phone.startswith(SPEECH)) for phone in KALDI_PHONES]
    out = _token("<TransitionModel>") + _token("<Topology>") + _integers(phones) + _integers(entries) + _integer(2)
    for count in (1, STATES[SPEECH]):
        out += _integer(count + 1)
        for state in range(count):
            out += _integer(0) + _integer(2)
            out += _integer(state) + _single(HALF) + _integer(state + 1) + _single(HALF)
        out += _integer(-1) + _integer(0)  # the end: says nothing, leads nowhere
    keys = transitions()
    out += _token("</Topology>") + _token("<Triples>") + _integer(len(keys))
    for phone, state in keys:
        out += _integer(KALDI_PHONES.index(phone) + 1) + _integer(state) + _integer(NUMBER[phone.partition("_")[0]])
    logs = [0.0] + [math.log(HALF)] * (2 * len(keys))
    out += _token("</Triples>") + _token("<LogProbs>") + _vector(logs) + _token("</LogProbs>")
    return out + _token("</TransitionModel>")


def _network(acoustics: Acoustics) -> bytes:
    lines, components, below = ["input-node name=input dim=40"], [], "input"
    for number, layer in enumerate(acoustics.layers, 1):
        last = number == len(acoustics.layers)
        affine, onward = f"tdnn{number}.affine", f"tdnn{number}." + ("log-softmax" if last else "relu")
        lines.append(f"component-node name={affine} component={affine} input={_spliced(below, layer.offsets)}")
        lines.append(f"component-node name={onward} component={onward} input={affine}")
        components += [(affine, _affine(layer)), (onward, _nonlinearity(last, len(layer.bias)))]
        below = onward
    lines.append(f"output-node name=output input={below} objective=linear")
    out = _token("<Nnet3>") + b"\n" + ("\n".join(lines) + "\n\n").encode()
    out += _token("<NumComponents>") + _integer(len(components))
    for name, component in components:
        out += _token("<ComponentName>") + _token(name) + component
    left = sum(-min(layer.offsets) for layer in acoustics.layers)
    right = sum(max(layer.offsets) for layer in acoustics.layers)
    out += _token("</Nnet3>") + _token("<LeftContext>") + _integer(left) + _token("<RightContext>") + _integer(right)
    return out + _token("<Priors>") + _vector(acoustics.priors)


def _spliced(below: str, offsets: Sequence[int]) -> str:
    seen = [f"Offset({below}, {offset})" if offset else below for offset in offsets]
    return f"Append({', '.join(seen)})" if len(seen) > 1 else seen[0]


def _affine(layer: Layer) -> bytes:
    out = _token("<FixedAffineComponent>") + _token("<LinearParams>") + _matrix(layer.weights)
    return out + _token("<BiasParams>") + _vector(layer.bias) + _token("</FixedAffineComponent>")


def _nonlinearity(last: bool, size: int) -> bytes:
    kind = "LogSoftmaxComponent" if last else "RectifiedLinearComponent"
    out = _token(f"<{kind}>") + _token("<Dim>") + _integer(size)
    out += _token("<ValueAvg>") + _vector([]) + _token("<DerivAvg>") + _vector([]) + _token("<Count>") + _double(0)
    out += _token("<OderivRms>") + _vector([]) + _token("<OderivCount>") + _double(0)
    out += _token("<NumDimsSelfRepaired>") + _double(0) + _token("<NumDimsProcessed>") + _double(0)
    return out + _token(f"</{kind}>")


# Kaldi's primitives: a size byte before each number, none before the count of a vector of integers.


def _token(text: str) -> bytes:
    return text.encode() + b" "


def _integer(number: int) -> bytes:
    return b"\x04" + struct.pack("<i", number)


def _single(number: float) -> bytes:
    return b"\x04" + struct.pack("<f", number)


def _double(number: float) -> bytes:
    return b"\x08" + struct.pack("<d", number)


def _integers(numbers: Sequence[int]) -> bytes:
    return b"\x04" + struct.pack("<i", len(numbers)) + np.asarray(numbers, "<i4").tobytes()


def _vector(numbers: Sequence[float] | NDArray[np.float32]) -> bytes:
    return _token("FV") + _integer(len(numbers)) + np.asarray(numbers, "<f4").tobytes()


def _matrix(numbers: NDArray[np.float32]) -> bytes:
    rows, columns = numbers.shape
    return _token("FM") + _integer(rows) + _integer(columns) + np.asarray(numbers, "<f4").tobytes()
