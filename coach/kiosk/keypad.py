"""A keypad of three big keys, read from the kernel (evdev): without a terminal, and by nobody else meanwhile.

`python-evdev` would do, and is compiled on the machine that it is installed on. What is needed of it here is one record
of 24 bytes, which the kernel keeps as it is.
"""

import contextlib
import fcntl
import os
import struct
from collections import deque
from collections.abc import Mapping
from pathlib import Path

from coach.ports import Clock

KEYPAD = {
    "kp0": 82, "kp1": 79, "kp2": 80, "kp3": 81, "kp4": 75, "kp5": 76, "kp6": 77, "kp7": 71, "kp8": 72, "kp9": 73,
    "kpplus": 78, "kpminus": 74, "kpasterisk": 55, "kpslash": 98, "kpdot": 83, "kpenter": 96,
    "enter": 28, "space": 57, "backspace": 14, "tab": 15, "volumeup": 115, "volumedown": 114,
}  # fmt: skip
"""The keys of a keypad, as in the kernel's `input-event-codes.h`, without KEY_ and in lower case."""
EVENT = struct.Struct("llHHi")
"""Seconds, microseconds, type, code, value."""
OF_A_KEY, PRESSED = 1, 1
"""A key that is held repeats as 2, and is let go as 0: neither is a press."""
GRAB = 0x40044590
"""EVIOCGRAB: no console and no browser gets these keys."""
MOST_EVENTS = 64
BETWEEN_ATTEMPTS_SECONDS = 1.0
"""To open it again, while it is unplugged."""


class Keypad:
    """Says what each key is for that was pressed. Unplugged, it is looked for until it is back."""

    def __init__(self, device: Path, buttons: Mapping[str, str], clock: Clock) -> None:
        """`buttons`: what a key of KEYPAD is for; every other key is nothing."""
        self._device = device
        self._uses = {KEYPAD[key]: use for key, use in buttons.items()}
        self._clock = clock
        self._pressed: deque[str] = deque()
        self._descriptor: int | None = None
        self._attempt_at_seconds = clock.now()

    @property
    def is_there(self) -> bool:
        """Whether it can be read."""
        self._open()
        return self._descriptor is not None

    def poll(self) -> str | None:
        """What the next key is for that was pressed; None if there was none."""
        if self._descriptor is None and self._clock.now() >= self._attempt_at_seconds:
            self._open()
        if self._descriptor is not None and not self._pressed:
            self._read(self._descriptor)
        return self._pressed.popleft() if self._pressed else None

    def close(self) -> None:
        """Give it back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> None:
        self._attempt_at_seconds = self._clock.now() + BETWEEN_ATTEMPTS_SECONDS
        if self._descriptor is not None:
            return
        with contextlib.suppress(OSError):  # not plugged in: everything else answers meanwhile
            self._descriptor = os.open(self._device, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            with contextlib.suppress(OSError):  # held by somebody else: it is read all the same
                fcntl.ioctl(self._descriptor, GRAB, 1)

    def _read(self, descriptor: int) -> None:
        try:
            read = os.read(descriptor, MOST_EVENTS * EVENT.size)
        except BlockingIOError:
            return
        except OSError:
            read = b""
        if not read:
            self.close()  # unplugged
        for _, _, kind, code, value in EVENT.iter_unpack(read[: len(read) // EVENT.size * EVENT.size]):
            if kind == OF_A_KEY and value == PRESSED and code in self._uses:
                self._pressed.append(self._uses[code])
