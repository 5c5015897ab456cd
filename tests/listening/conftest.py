"""The real ears, where their models are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import settings
from coach.listening import moonshine
from coach.listening.ears import moonshine_ear, vosk_ear
from coach.listening.listener import Listener

TEST_MODEL = Path(__file__).parent.parent / "models" / "vosk-test"


@pytest.fixture(scope="session")
def vosk_folder() -> Path:
    """The test model: it hears synthetic voices."""
    return TEST_MODEL


@pytest.fixture(scope="session")
def moonshine_folder() -> Path:
    """Moonshine tiny, where it is installed."""
    folder = settings.load().models_folder / moonshine.MODEL
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: run `coach models fetch {moonshine.MODEL}`")
    return folder


@pytest.fixture(scope="session")
def vosk(vosk_folder: Path) -> Iterator[Listener]:
    """The ear over Vosk and the test model."""
    ear = vosk_ear(vosk_folder)
    yield ear
    ear.close()


@pytest.fixture(scope="session")
def moonshine_tiny(moonshine_folder: Path) -> Iterator[Listener]:
    """The ear over Moonshine tiny."""
    ear = moonshine_ear(moonshine_folder)
    yield ear
    ear.close()
