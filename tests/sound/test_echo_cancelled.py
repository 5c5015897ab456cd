"""The sound system's echo canceller is found by its name."""

import os

import pytest

from coach.errors import DeviceError
from coach.sound import echo_cancelled
from tests.soundcard import Soundcard

LOADED = (
    "load-module", "module-echo-cancel", "aec_method=webrtc", "rate=16000", "source_master=mic", "sink_master=speaker",
    "source_name=better_mic", "sink_name=better_speaker",
)  # fmt: skip


@pytest.mark.sound
def test_it_is_found_whatever_its_ends_are_called(card: Soundcard, monkeypatch: pytest.MonkeyPatch) -> None:
    """PulseAudio says which module made them."""
    for name, value in card.base.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(DeviceError, match="cancels no echo"):
        echo_cancelled.find()
    card.pactl(*LOADED)
    found = echo_cancelled.find()
    assert (found.source.name, found.sink.name) == ("better_mic", "better_speaker")


def test_without_a_sound_system_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line that says what to do."""
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    with pytest.raises(DeviceError, match="barge_in: off"):
        echo_cancelled.find()


@pytest.mark.sound
def test_both_ends_are_led_there(card: Soundcard, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the environment, which the sound system's plug-in reads."""
    for name, value in card.environment(sink="speaker", source="mic").items():
        monkeypatch.setenv(name, value)
    card.pactl(*LOADED)
    echo_cancelled.find().lead_there()
    assert (os.environ["PULSE_SOURCE"], os.environ["PULSE_SINK"]) == ("better_mic", "better_speaker")
