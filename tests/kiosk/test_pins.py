"""Buttons at the pins of a Raspberry Pi, by gpiozero's own pins that are made of nothing."""

from collections.abc import Iterator

import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockFactory

from coach.errors import DeviceError
from coach.kiosk.pins import Pins


@pytest.fixture
def factory() -> Iterator[MockFactory]:
    """Pins that a test pulls down."""
    Device.pin_factory = MockFactory()
    yield Device.pin_factory
    Device.pin_factory.reset()
    Device.pin_factory = None


def test_each_button_is_what_the_site_says(factory: MockFactory) -> None:
    """A button pulls its pin to ground."""
    pins = Pins({17: "go", 27: "choose", 22: "help"})
    for pin in (27, 17, 22):
        factory.pin(pin).drive_low()
        factory.pin(pin).drive_high()
    assert [pins.poll() for _ in range(4)] == ["choose", "go", "help", None]
    pins.close()


def test_a_button_that_is_held_is_one_press(factory: MockFactory) -> None:
    """However long."""
    pins = Pins({17: "go"})
    factory.pin(17).drive_low()
    assert [pins.poll(), pins.poll()] == ["go", None]
    pins.close()


def test_a_machine_without_pins_says_so() -> None:
    """And what to do."""
    Device.pin_factory = None
    with pytest.raises(DeviceError, match="The pins cannot be read") as raised:
        Pins({17: "go"})
    assert "take out `pins`" in raised.value.fix
