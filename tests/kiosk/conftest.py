"""Where a kiosk's browser keeps its files, for one test alone."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.kiosk.browser import MEMORY


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory."""
    folder = Path(tempfile.mkdtemp(prefix="coach-test-", dir=MEMORY))
    yield folder
    shutil.rmtree(folder)
