"""What many tests need."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import coach
from coach import settings
from coach.content.loader import load_pack
from coach.content.pack import Pack
from coach.listening import moonshine
from coach.listening.ears import moonshine_ear
from coach.listening.listener import Listener
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


@pytest.fixture(scope="session")
def moonshine_folder() -> Path:
    """Moonshine tiny, where it is installed."""
    folder = settings.load().models_folder / moonshine.MODEL
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: run `coach models fetch {moonshine.MODEL}`")
    return folder


@pytest.fixture(scope="session")
def moonshine_tiny(moonshine_folder: Path) -> Iterator[Listener]:
    """The ear over Moonshine tiny."""
    ear = moonshine_ear(moonshine_folder)
    yield ear
    ear.close()
