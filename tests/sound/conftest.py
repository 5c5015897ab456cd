"""A sound card, and microphone and loudspeaker on it."""

from collections.abc import Iterator

import pytest

from tests.soundcard import Soundcard, soundcard
from tests.studio import Studio


@pytest.fixture
def card() -> Iterator[Soundcard]:
    """A sound card of null sinks."""
    with soundcard() as started:
        yield started


@pytest.fixture
def studio(card: Soundcard, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """A process that hears through `ears` what it plays to `speaker`."""
    for name, value in card.environment(sink="speaker", source="ears").items():
        monkeypatch.setenv(name, value)
    process = Studio()
    yield process
    process.close()
