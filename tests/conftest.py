"""What many tests need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import coach
from coach.content.loader import load_pack
from coach.content.pack import Pack
from tests.publisher import Publisher


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A web server on 127.0.0.1."""
    server = Publisher()
    yield server
    server.close()


@pytest.fixture(scope="session")
def english() -> Pack:
    """The English pack."""
    return load_pack(Path(coach.__file__).parent / "packs" / "en")
