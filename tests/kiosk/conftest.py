"""What tests of a kiosk need: where its browser keeps its files, and a site with its broker."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.kiosk.browser import MEMORY
from tests.kiosk.site import Site


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory."""
    folder = Path(tempfile.mkdtemp(prefix="coach-test-", dir=MEMORY))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with its broker, for all tests of a file."""
    made = Site(tmp_path_factory.mktemp("network") / "site")
    made.start()
    yield made
    made.stop()
