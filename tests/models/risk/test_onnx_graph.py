"""The graph that a pack brings, and its weights of four bits."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx")

from coach.safety.network import FIRST, LAST, UNKNOWN, Network
from models.risk.convert import convert
from models.risk.onnx_graph import GROUP, HEAD_WIDTH, STEP, packed, write

WIDTH, PLACES = 2 * HEAD_WIDTH, 64
PIECES = [UNKNOWN, FIRST, LAST, "a", "b", "##b"]


def unpacked(narrow: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The weights again, but for what four bits lose."""
    counts = np.stack([narrow & 15, narrow >> 4], axis=-1).astype(np.float32) - 8
    return (counts.reshape(*steps.shape, GROUP) * steps[..., None].astype(np.float32)).reshape(len(narrow), -1)


def small_network() -> dict[str, np.ndarray]:
    """One layer of chance weights."""
    chance = np.random.default_rng(1)
    stored = {"pieces": np.array(PIECES), "kinds": np.array(["none", "risk suicide"])}
    stored["position"] = chance.normal(size=(PLACES, WIDTH)).astype(np.float32)
    square = {name: (WIDTH, WIDTH) for name in ("0.query", "0.key", "0.value", "0.together")}
    sizes = square | {"piece": (len(PIECES), WIDTH), "0.wide": (96, WIDTH), "0.narrow": (WIDTH, 96), "kind": (2, WIDTH)}
    for name, size in sizes.items():
        stored[name], stored[name + STEP] = packed((chance.normal(size=size) / 8).astype(np.float32))
        stored[f"{name}.bias"] = np.zeros(size[0], np.float32)
    for name in ("begin", "0.attended", "0.thought"):
        stored |= {f"{name}.scale": np.ones(WIDTH, np.float32), f"{name}.bias": np.zeros(WIDTH, np.float32)}
    return stored


def test_weights_in_four_bits_are_nearly_the_same() -> None:
    """Within half a step, which is a fourteenth of the largest of each group."""
    weights = np.random.default_rng(1).normal(size=(6, 64)).astype(np.float32)
    narrow, steps = packed(weights)
    assert narrow.nbytes == weights.size // 2
    assert np.abs(unpacked(narrow, steps) - weights).max() <= np.abs(weights).max() / 13


def by_hand(stored: dict[str, np.ndarray], places: list[int]) -> float:
    """How probable "none" is, in plain numpy: the encoder as its paper has it."""

    def linear(values: np.ndarray, name: str) -> np.ndarray:
        return np.asarray(values @ unpacked(stored[name], stored[name + STEP]).T + stored[f"{name}.bias"])

    def normed(values: np.ndarray) -> np.ndarray:
        centred = values - values.mean(axis=-1, keepdims=True)
        return np.asarray(centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True)))

    def softmax(values: np.ndarray) -> np.ndarray:
        powers = np.exp(values - values.max(axis=-1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))

    hidden = normed(unpacked(stored["piece"], stored["piece" + STEP])[places] + stored["position"][: len(places)])
    query, key, value = (
        linear(hidden, f"0.{name}").reshape(len(places), -1, HEAD_WIDTH).transpose(1, 0, 2)
        for name in ("query", "key", "value")
    )
    attended = softmax(query @ key.transpose(0, 2, 1) / np.sqrt(HEAD_WIDTH)) @ value
    hidden = normed(hidden + linear(attended.transpose(1, 0, 2).reshape(hidden.shape), "0.together"))
    wide = linear(hidden, "0.wide")
    bent = 0.5 * wide * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)))
    hidden = normed(hidden + linear(bent, "0.narrow"))
    return float(softmax(linear(hidden.mean(axis=0), "kind"))[0])


@pytest.mark.parametrize(
    ("text", "places"), [("a", [1, 3, 2]), ("ab b", [1, 3, 5, 4, 2]), ("", [1, 2]), ("z", [1, 0, 2])]
)
def test_the_graph_reads_as_the_same_network_by_hand(tmp_path: Path, text: str, places: list[int]) -> None:
    """But for rounding."""
    stored = small_network()
    write(stored, tmp_path / "risk.npz")
    assert Network(tmp_path / "risk.npz").read(text).harmless == pytest.approx(by_hand(stored, places), abs=1e-5)


def test_an_older_file_is_converted_once(tmp_path: Path) -> None:
    """In place; a second time it is left alone."""
    path = tmp_path / "risk.npz"
    np.savez_compressed(path, allow_pickle=False, **small_network())
    assert "MB, now" in convert(path)
    assert convert(path) == "is converted already"
    assert 0 <= Network(path).read("a").harmless <= 1
