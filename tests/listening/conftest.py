"""The Vosk ear over the test model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.listening.ears import vosk_ear
from coach.listening.listener import Listener

TEST_MODEL = Path(__file__).parent.parent / "models" / "vosk-test"


@pytest.fixture(scope="session")
def vosk_folder() -> Path:
    """The test model: it hears synthetic voices."""
    return TEST_MODEL


@pytest.fixture(scope="session")
def vosk(vosk_folder: Path) -> Iterator[Listener]:
    """The ear over Vosk and the test model."""
    ear = vosk_ear(vosk_folder)
    yield ear
    ear.close()
