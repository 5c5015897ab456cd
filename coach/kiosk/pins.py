"""Buttons at the pins of a Raspberry Pi, by `gpiozero`: each between its pin and ground."""

import warnings
from collections import deque
from collections.abc import Mapping

from coach import installation
from coach.errors import DeviceError


class Pins:
    """Says what each button is for that was pressed."""

    def __init__(self, pins: Mapping[int, str]) -> None:
        """`pins`: what the button at each is for, by Broadcom's numbers. Raises DeviceError where there are no pins."""
        try:
            import gpiozero  # noqa: PLC0415 - only a kiosk with buttons needs it
        except ImportError:
            fix = installation.how_to_install("gpiozero")
            raise DeviceError("Buttons at pins need the Python library gpiozero.", fix) from None
        self._pressed: deque[str] = deque()
        self._buttons = []
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", gpiozero.PinFactoryFallback)  # it tries four ways, and tells of each
                for pin, use in pins.items():
                    self._buttons.append(gpiozero.Button(pin))
                    self._buttons[-1].when_pressed = lambda use=use: self._pressed.append(use)
        except gpiozero.GPIOZeroError as missing:
            self.close()
            fix = "Is this a Raspberry Pi, and may this user use its pins (group gpio)? Else take out `pins`."
            raise DeviceError(f"The pins cannot be read ({missing}).", fix) from None

    def poll(self) -> str | None:
        """What the next button is for that was pressed; None if there was none."""
        return self._pressed.popleft() if self._pressed else None

    def close(self) -> None:
        """Let the pins go."""
        for button in self._buttons:
            button.close()
