"""What systemd says of a unit that is not installed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")


def faults_of(unit: Path) -> list[str]:
    """What `systemd-analyze verify` says about it."""
    verified = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    told = [line for line in verified.stderr.splitlines() if unit.stem in line]
    return told or [f"exit code {verified.returncode}"] * (verified.returncode != 0)


def exposure_of(unit: Path) -> float:
    """Of ten, as `systemd-analyze security` counts what a program that went wrong could still do."""
    counted = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", unit],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    exposed = re.search(rf"Overall exposure level for {unit.name}: ([\d.]+)", counted.stdout)
    assert exposed, counted.stderr
    return float(exposed[1])
