"""What many tests need."""

from collections.abc import Iterator

import pytest

from tests.publisher import Publisher


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A web server on 127.0.0.1."""
    server = Publisher()
    yield server
    server.close()
