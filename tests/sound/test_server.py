"""The sound server is asked for what it has."""

import os

import pytest

from coach.sound import server
from coach.sound.server import Server
from tests.soundcard import Soundcard


@pytest.fixture
def running(card: Soundcard, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server of a sound card, at which `mic` is muted and `speaker` at 40 %."""
    card.pactl("set-source-mute", "mic", "1")
    card.pactl("set-sink-volume", "speaker", "40%")
    for name, value in card.environment(sink="speaker", source="mic").items():
        monkeypatch.setenv(name, value)
    found = server.find()
    assert found
    return found


@pytest.mark.sound
def test_levels_and_what_is_muted_are_as_on_a_desktop(running: Server) -> None:
    """What only records a loudspeaker is no microphone."""
    assert [(end.name, end.muted) for end in running.of("source")] == [("ears", False), ("mic", True)]
    speaker = running.named("sink", "speaker")
    assert speaker and speaker.level == pytest.approx(0.4, abs=0.01)


@pytest.mark.sound
def test_two_that_are_called_the_same_are_told_apart(running: Server) -> None:
    """By the names that the server gave them; both are remapped monitors."""
    assert [running.shown(end) for end in running.of("source")] == ["ears", "mic"]


@pytest.mark.sound
def test_the_current_one_is_where_this_process_is_led(running: Server) -> None:
    """And where it is not, the server's own choice."""
    ears = running.named("source", "EARS")
    assert ears and running.current("source") != ears
    ears.lead_there()
    assert running.current("source") == ears
    del os.environ["PULSE_SOURCE"]
    assert running.current("source") == running.named("source", running.default["source"])


def test_without_a_server_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """And none is started."""
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    assert server.find() is None
