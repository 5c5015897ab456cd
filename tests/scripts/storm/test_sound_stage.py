"""Devices that are unplugged, and a sound server that dies."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from scripts.storm.sound_stage import OTHER_RATE_HERTZ, SoundStage, sound_stage

PLAY = ["pacat", "--playback", "--rate=16000", "--channels=1", "--format=s16le", "/dev/urandom"]


def sources(stage: SoundStage) -> str:
    """As the server lists them."""
    listed = ["pactl", "list", "short", "sources"]
    return subprocess.run(listed, env=stage.coach_environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.sound
def test_devices_go_and_come_back_also_at_another_rate_and_after_the_server_died(tmp_path: Path) -> None:
    """And what is at them is known: nobody, and then a player."""
    with sound_stage(tmp_path) as stage:
        assert stage.attached(os.getpid()) == set()
        stage.unplug("microphone")
        assert "\tmic\t" not in sources(stage)
        stage.plug_in("microphone", OTHER_RATE_HERTZ)
        assert "44100Hz" in next(line for line in sources(stage).splitlines() if "\tmic\t" in line)
        stage.kill_server()
        assert stage.attached(os.getpid()) == set()
        stage.start_server()
        assert "\tmic\t" in sources(stage)


@pytest.mark.sound
def test_what_the_loudspeaker_plays_is_noticed(tmp_path: Path) -> None:
    """While there is one; and who plays is at it."""
    with sound_stage(tmp_path) as stage:
        began = time.monotonic()
        with subprocess.Popen(PLAY, env=stage.coach_environment, stderr=subprocess.DEVNULL) as player:
            while stage.sounded(began) is None:
                assert player.poll() is None
            assert stage.attached(player.pid) == {"loudspeaker"}
            player.kill()
