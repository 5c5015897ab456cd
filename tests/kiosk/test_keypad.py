"""A keypad, read from the kernel. A pipe that is written the kernel's own records stands for the device."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.kiosk.keypad import BETWEEN_ATTEMPTS_SECONDS, EVENT, KEYPAD, Keypad
from tests.fakes.clock import FakeClock

CODES = Path("/usr/include/linux/input-event-codes.h")
BUTTONS = {"kp1": "go", "kp2": "choose", "kp3": "help"}
LET_GO, PRESSED, REPEATED = 0, 1, 2


@contextmanager
def plugged_in(path: Path) -> Iterator[int]:
    """A device that can be written to."""
    os.mkfifo(path)
    descriptor = os.open(path, os.O_RDWR)
    yield descriptor
    os.close(descriptor)
    path.unlink()


def hit(descriptor: int, code: int, *values: int) -> None:
    """What the kernel tells of a key: the key itself, and that this was all."""
    for value in values:
        os.write(descriptor, EVENT.pack(1, 2, 4, 4, 0x7005B) + EVENT.pack(1, 2, 1, code, value))
        os.write(descriptor, EVENT.pack(1, 2, 0, 0, 0))


def all_of(keypad: Keypad) -> list[str]:
    """What was pressed."""
    pressed = []
    while (use := keypad.poll()) is not None:
        pressed.append(use)
    return pressed


def test_each_key_is_what_the_site_says(tmp_path: Path) -> None:
    """In the order in which they are hit; another key is nothing."""
    with plugged_in(tmp_path / "keypad") as device:
        keypad = Keypad(tmp_path / "keypad", BUTTONS, FakeClock())
        assert keypad.is_there and keypad.poll() is None
        for name in ("kp2", "kpenter", "kp3", "kp1"):
            hit(device, KEYPAD[name], PRESSED, LET_GO)
        hit(device, 30, PRESSED, LET_GO)
        assert all_of(keypad) == ["choose", "help", "go"]


def test_a_whole_keyboard_in_its_place_presses_only_what_the_site_says(tmp_path: Path) -> None:
    """Each key of it, mashed, control keys too; what was hit is not hit again later."""
    with plugged_in(tmp_path / "keypad") as device:
        keypad = Keypad(tmp_path / "keypad", BUTTONS, FakeClock())
        keypad.poll()
        pressed = []
        for code in range(1, 768):
            hit(device, code, PRESSED, REPEATED, LET_GO)
            pressed += all_of(keypad)
        assert sorted(pressed) == sorted(BUTTONS.values())
        hit(device, KEYPAD["kp1"], PRESSED)
        assert all_of(keypad) == ["go"]


def test_a_key_that_is_held_is_one_press(tmp_path: Path) -> None:
    """Somebody leans on it; the kernel repeats it, and we do not."""
    with plugged_in(tmp_path / "keypad") as device:
        keypad = Keypad(tmp_path / "keypad", BUTTONS, FakeClock())
        keypad.poll()
        hit(device, KEYPAD["kp1"], PRESSED, *[REPEATED] * 50, LET_GO)
        assert all_of(keypad) == ["go"]


def test_a_keypad_that_is_unplugged_is_found_again(tmp_path: Path) -> None:
    """Looked for once a second; meanwhile nothing is raised, for there are other ways to answer."""
    clock = FakeClock()
    keypad = Keypad(tmp_path / "keypad", BUTTONS, clock)
    assert keypad.poll() is None and not keypad.is_there
    with plugged_in(tmp_path / "keypad") as device:
        assert keypad.poll() is None
        clock.seconds += BETWEEN_ATTEMPTS_SECONDS
        keypad.poll()
        hit(device, KEYPAD["kp1"], PRESSED)
        assert all_of(keypad) == ["go"]
    assert keypad.poll() is None


def test_what_is_no_record_is_nothing(tmp_path: Path) -> None:
    """Half of one, or a file that is no device."""
    (tmp_path / "keypad").write_bytes(b"\x00" * (EVENT.size // 2))
    keypad = Keypad(tmp_path / "keypad", BUTTONS, FakeClock())
    assert all_of(keypad) == []
    keypad.close()


@pytest.mark.skipif(not CODES.exists(), reason="the kernel's headers are not installed")
def test_the_keys_have_the_numbers_that_the_kernel_gives_them() -> None:
    """Read in its own header."""
    defined = dict(line.split()[1:3] for line in CODES.read_text().splitlines() if line.startswith("#define KEY_"))
    assert {name: int(defined[f"KEY_{name.upper()}"]) for name in KEYPAD} == KEYPAD
