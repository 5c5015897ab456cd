"""The hands of whoever stands before the kiosk: they hit its keys, and touch its page."""

import os
from pathlib import Path
from random import Random

from coach.kiosk.keypad import EVENT, KEYPAD, OF_A_KEY, PRESSED
from coach.kiosk.keys import PRESSED_AS

BUTTONS = {
    "kp1": "go", "kp2": "choose", "kp3": "help", "kp4": "repeat", "kpplus": "louder", "kpminus": "softer",
}  # fmt: skip
"""As in the site's file."""
LET_GO = 0


class Keypad:
    """A pipe that is written the kernel's own records: what stands where a keypad's device would."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self._keys = {PRESSED_AS.get(use, use): name for name, use in BUTTONS.items()}

    def hit(self, key: str) -> None:
        """The key that a session calls so. Raises KeyError where the keypad has none."""
        self._hit(KEYPAD[self._keys[key]])

    def hit_any(self, chance: Random) -> None:
        """Whichever, also one that is for nothing."""
        self._hit(chance.choice([*KEYPAD.values()]))

    def close(self) -> None:
        """Unplug it for good."""
        os.close(self._descriptor)

    def _hit(self, code: int) -> None:
        for value in (PRESSED, LET_GO):
            os.write(self._descriptor, EVENT.pack(0, 0, OF_A_KEY, code, value))
