"""`python -m coach`."""

import subprocess
import sys

from coach import __version__


def test_the_package_can_be_run() -> None:
    """It is the same as `coach`."""
    told = subprocess.run([sys.executable, "-m", "coach", "--version"], capture_output=True, text=True, check=True)
    assert told.stdout == f"coach {__version__}\n"
