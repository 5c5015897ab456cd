"""One coach at a time."""

import subprocess
import sys

import pytest

from coach.errors import DeviceError
from coach.sound.claim import Claim

HELD = "from coach.sound.claim import Claim; claim = Claim('here', None); print('held', flush=True); input()"


def test_a_second_coach_is_told_of_the_first() -> None:
    """They would answer each other. When the first has ended, however it ended, the second may begin."""
    first = [sys.executable, "-c", HELD]
    with subprocess.Popen(first, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(DeviceError, match="Another coach talks on these sound devices"):
            Claim("here", None)
        Claim("there", None).close()
        other.kill()
    Claim("here", None).close()


def test_another_sound_server_has_other_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody hears both."""
    claim = Claim("here", None)
    monkeypatch.setenv("PULSE_SERVER", "unix:/another")
    Claim("here", None).close()
    claim.close()
