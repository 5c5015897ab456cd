"""The risk network as `coach/safety/network.py` runs it: MiniLM as an ONNX graph, with weights of four bits.

Weights stay packed in the file and in memory: `MatMulNBits` and `GatherBlockQuantized` (onnxruntime's own operators)
unpack them while they count. Results are those of the same weights in full, but for rounding.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

from coach.safety.network import CHANCES, PIECES

STEP = ".step"
HEAD_WIDTH = 32
GROUP = 32
SMALLEST, SMALLEST_STEP = 1e-12, 1e-6
OPSET, IR_VERSION = 20, 9
"""What onnxruntime 1.17 and later read."""
MICROSOFT = "com.microsoft"

Stored = Mapping[str, NDArray[Any]]
"""Weights by their names: those that are packed each with its steps under its name and `STEP`."""


def packed(weights: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Weights of shape (out, in) in four bits, two to a byte, and their steps, shape (out, in / `GROUP`)."""
    groups = weights.reshape(len(weights), -1, GROUP)
    steps = np.maximum(np.abs(groups).max(axis=-1) / 7, SMALLEST_STEP).astype(np.float16)
    counts = (np.round(groups / steps[..., None].astype(np.float32)).clip(-7, 7) + 8).astype(np.uint8)
    low, high = counts.reshape(len(weights), -1, 2).transpose(2, 0, 1)
    return low | high << np.uint8(4), steps


def write(stored: Stored, path: Path) -> None:
    """The file that a pack brings: the graph, its pieces of words, and the kinds that it knows."""
    graph = np.frombuffer(_Graph(stored).build().SerializeToString(), np.uint8)
    np.savez_compressed(path, allow_pickle=False, network=graph, pieces=stored["pieces"], kinds=stored["kinds"])


def read(path: Path) -> dict[str, NDArray[Any]]:
    """The weights in such a file by their names, in full, and its pieces and kinds."""
    with np.load(path) as file:
        model = onnx.load_model_from_string(file["network"].tobytes())
        kept = {name: file[name] for name in ("pieces", "kinds")}
    constants = {constant.name: numpy_helper.to_array(constant) for constant in model.graph.initializer}
    steps = {name.removesuffix(STEP): values for name, values in constants.items() if name.endswith(STEP)}
    full = {name: unpacked(constants[name].reshape(len(steps[name]), -1), steps[name]) for name in steps}
    return constants | full | kept


def unpacked(narrow: NDArray[np.uint8], steps: NDArray[np.float16]) -> NDArray[np.float32]:
    """What was packed, but for rounding."""
    counts = np.stack([narrow & 15, narrow >> 4], axis=-1).reshape(len(narrow), -1, GROUP).astype(np.float32) - 8
    return (counts * steps[..., None].astype(np.float32)).reshape(len(narrow), -1)


class _Graph:
    """Puts the operators down one after the other, in the order in which they are done."""

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._layers = sum(name.endswith(".query") for name in stored)

    def build(self) -> onnx.ModelProto:
        """From the numbers of the pieces to how probable each kind is."""
        hidden = self._begin()
        for layer in range(self._layers):
            attended = self._attended(hidden, str(layer))
            hidden = self._normed(self._do("Add", [hidden, attended]), f"{layer}.attended")
            wide = self._do("Gelu", [self._linear(hidden, f"{layer}.wide")], approximate="tanh")
            narrow = self._linear(wide, f"{layer}.narrow")
            hidden = self._normed(self._do("Add", [hidden, narrow]), f"{layer}.thought")
        mean = self._do("ReduceMean", [hidden, self._constant("first", np.array([0]))], keepdims=1)
        self._do("Softmax", [self._linear(mean, "kind")], CHANCES, axis=-1)
        return self._model()

    def _begin(self) -> str:
        """What each piece is, and where it stands."""
        table, steps = self._constant("piece", self._stored["piece"]), self._steps("piece")
        known = self._do(
            "GatherBlockQuantized", [table, PIECES, steps], domain=MICROSOFT,
            bits=4, block_size=GROUP, gather_axis=0, quantize_axis=1,
        )  # fmt: skip
        first = self._constant("first", np.array([0]))
        every_place = self._constant("position", self._stored["position"])
        places = self._do("Slice", [every_place, first, self._do("Shape", [PIECES]), first])
        return self._normed(self._do("Add", [known, places]), "begin")

    def _attended(self, hidden: str, layer: str) -> str:
        query = self._heads(hidden, f"{layer}.query", [1, 0, 2])
        key = self._heads(hidden, f"{layer}.key", [1, 2, 0])
        value = self._heads(hidden, f"{layer}.value", [1, 0, 2])
        narrower = self._constant("narrower", np.array(1 / np.sqrt(HEAD_WIDTH), np.float32))
        attention = self._do("Softmax", [self._do("Mul", [self._do("MatMul", [query, key]), narrower])], axis=-1)
        back = self._do("Transpose", [self._do("MatMul", [attention, value])], perm=[1, 0, 2])
        flat = self._do("Reshape", [back, self._constant("flat", np.array([0, -1]))])
        return self._linear(flat, f"{layer}.together")

    def _heads(self, hidden: str, name: str, order: list[int]) -> str:
        heads = self._constant("heads", np.array([0, -1, HEAD_WIDTH]))
        return self._do("Transpose", [self._do("Reshape", [self._linear(hidden, name), heads])], perm=order)

    def _linear(self, values: str, name: str) -> str:
        narrow = self._stored[name]
        out, bytes_in = narrow.shape
        weights = self._constant(name, narrow.reshape(out, -1, GROUP // 2))
        size = {"K": 2 * bytes_in, "N": out, "bits": 4, "block_size": GROUP}
        times = self._do("MatMulNBits", [values, weights, self._steps(name)], domain=MICROSOFT, **size)
        return self._do("Add", [times, self._of_full_width(f"{name}.bias")])

    def _normed(self, values: str, name: str) -> str:
        scale, bias = self._of_full_width(f"{name}.scale"), self._of_full_width(f"{name}.bias")
        return self._do("LayerNormalization", [values, scale, bias], axis=-1, epsilon=SMALLEST)

    def _steps(self, name: str) -> str:
        """Half as wide in the file; onnxruntime widens them once, when it opens it."""
        narrow = self._constant(name + STEP, self._stored[name + STEP])
        return self._do("Cast", [narrow], to=onnx.TensorProto.FLOAT)

    def _of_full_width(self, name: str) -> str:
        return self._constant(name, self._stored[name].astype(np.float32))

    def _constant(self, name: str, values: NDArray[Any]) -> str:
        self._constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def _do(self, operator: str, inputs: list[str], output: str = "", domain: str = "", **how: Any) -> str:
        """One operator; what comes of it is named by its number, but for the last."""
        output = output or f"value.{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **how))
        return output

    def _model(self) -> onnx.ModelProto:
        takes = helper.make_tensor_value_info(PIECES, onnx.TensorProto.INT64, ["count"])
        gives = helper.make_tensor_value_info(CHANCES, onnx.TensorProto.FLOAT, [1, len(self._stored["kinds"])])
        graph = helper.make_graph(self._nodes, "risk", [takes], [gives], list(self._constants.values()))
        versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=IR_VERSION)
