"""A site with its broker, for one test alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kiosk.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site with its broker."""
    made = Site(tmp_path / "site")
    made.start()
    yield made
    made.stop()
