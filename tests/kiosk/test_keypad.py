"""A keypad, read from the kernel."""

from pathlib import Path

import pytest

from coach.kiosk.keypad import KEYPAD

CODES = Path("/usr/include/linux/input-event-codes.h")


@pytest.mark.skipif(not CODES.exists(), reason="the kernel's headers are not installed")
def test_the_keys_have_the_numbers_that_the_kernel_gives_them() -> None:
    """Read in its own header."""
    defined = dict(line.split()[1:3] for line in CODES.read_text().splitlines() if line.startswith("#define KEY_"))
    assert {name: int(defined[f"KEY_{name.upper()}"]) for name in KEYPAD} == KEYPAD
