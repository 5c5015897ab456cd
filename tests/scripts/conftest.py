"""Machines to set the coach up on."""

from collections.abc import Iterator

import pytest

from tests.scripts.machine import Machine, machine


@pytest.fixture
def fresh() -> Iterator[Machine]:
    """A machine on which nothing is installed."""
    with machine() as made:
        yield made


@pytest.fixture
def ready(fresh: Machine) -> Machine:
    """A machine on which the coach is set up, without extras."""
    assert fresh.run("scripts/coach", "models").returncode == 0
    fresh.forget_calls()
    return fresh
