"""What the runtime talks to."""

import ast
import inspect

import pytest

from coach import ports


def protocols() -> list[type]:
    """The ports."""
    kinds = [kind for kind in vars(ports).values() if isinstance(kind, type) and kind.__module__ == ports.__name__]
    return [kind for kind in kinds if getattr(kind, "_is_protocol", False)]


def test_a_frame_is_32_milliseconds_at_16_kilohertz() -> None:
    """The size that the voice activity model wants."""
    assert (ports.RATE_HERTZ, ports.FRAME_SAMPLES) == (16_000, 512)
    assert pytest.approx(0.032) == ports.FRAME_SECONDS


@pytest.mark.parametrize("port", protocols(), ids=lambda port: port.__name__)
def test_every_port_says_what_each_of_its_methods_means(port: type) -> None:
    """Whoever writes another adapter needs nothing else; no port has a body of its own."""
    (tree,) = ast.parse(inspect.getsource(port)).body
    assert isinstance(tree, ast.ClassDef)
    methods = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert ast.get_docstring(tree)
    assert methods
    for method in methods:
        assert ast.get_docstring(method), f"{port.__name__}.{method.name}"
        assert len(method.body) == 1
