"""Loudspeaker and microphone at a sound server. What is wholly wrong is tried in test_broken_machines.py."""

import subprocess
import sys

import pytest

from tests.soundcard import Soundcard, soundcard


def checked(card: Soundcard, part: str) -> str:
    """What the sound check finds, in a process of its own: PortAudio sees its devices once."""
    program = (
        f"from coach.doctor import sound_check as c; from coach.settings import Settings; print(c.{part}(Settings()))"
    )
    environment = card.environment(sink="speaker", source="mic")
    return subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.sound
def test_devices_are_told_by_the_server_s_names() -> None:
    """ALSA's own ("default", "pulse") mean nothing to anybody."""
    with soundcard() as card:
        found = checked(card, "loudspeaker")
    assert found.split(maxsplit=2)[2].strip() == "'speaker' at 16000 Hz; there are also 'air'"


@pytest.mark.sound
@pytest.mark.parametrize(
    ("part", "level", "says"),
    [
        ("loudspeaker", "set-sink-volume speaker 20%", "turned down to 20%"),
        ("microphone", "set-source-volume mic 30%", "it gives next to nothing"),
    ],
)
def test_what_is_soft_is_worth_a_look(part: str, level: str, says: str) -> None:
    """It may be loud enough all the same; and how it is turned up is said."""
    with soundcard() as card, card.room_noise():
        card.pactl(*level.split())
        found = checked(card, part)
    assert found.startswith("look") and says in found and "Turn it" in found
