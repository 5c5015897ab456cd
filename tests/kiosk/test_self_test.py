"""The self-test at the start of a shift. Devices and engines are tried in tests/commands/test_kiosk.py."""

from pathlib import Path

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.kiosk.self_test import PRESS_SECONDS, judged, keys, pressed, tone_at
from coach.kiosk.site import Keys
from coach.ports import RATE_HERTZ
from coach.sound.echo_trial import Echo
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FakeKeys


class PassingClock(FakeClock):
    """Goes on by itself, a second at each look."""

    def now(self) -> float:
        """The next second."""
        self.seconds += 1.0
        return self.seconds


def test_a_tone_that_is_heard_is_told_with_how_loud_and_how_late() -> None:
    """For whoever compares one morning with another."""
    assert judged(Echo(-12.4, 0.073)).found == "played and heard, -12 dB, 73 ms later"
    assert judged(Echo(-12.4, None)).found == "played and heard, -12 dB"


def test_a_tone_that_is_not_heard_is_wrong() -> None:
    """And the nurse's own ears tell which of the two it is."""
    with pytest.raises(DeviceError, match="does not hear what the loudspeaker plays") as raised:
        judged(Echo(-np.inf, None))
    assert "Did you hear a tone?" in raised.value.fix


def test_the_tone_is_as_loud_as_each_person_begins() -> None:
    """Nobody is frightened by it at six in the morning; and it has soft ends."""
    loud, soft = tone_at(1.0), tone_at(0.125)
    assert np.abs(loud).max() == pytest.approx(0.5, abs=0.01) and np.abs(soft).max() == pytest.approx(0.0625, abs=0.01)
    assert len(loud) == RATE_HERTZ and loud[0] == loud[-1] == 0.0


def test_each_key_is_asked_for_and_pressed() -> None:
    """In the order of the site."""
    hand, asked = FakeKeys(), list[str]()
    hand.pressed = ["go", "choose", "help"]
    assert pressed(["go", "choose", "help"], [hand], FakeClock(), asked.append).state == "ok"
    assert asked == ["go", "choose", "help"]


def test_a_key_that_is_not_pressed_is_named() -> None:
    """After twenty seconds; another key does not count for it."""
    hand, clock = FakeKeys(), PassingClock()
    hand.pressed = ["go", "go"]
    with pytest.raises(DeviceError, match="The key for 'choose' was not pressed"):
        pressed(["go", "choose", "help"], [hand], clock, lambda _: None)
    assert clock.seconds >= PRESS_SECONDS


def test_a_keypad_that_is_not_plugged_in_is_wrong(tmp_path: Path) -> None:
    """Somebody who cannot speak could not answer."""
    with pytest.raises(DeviceError, match="cannot be read"):
        keys(Keys(keypad=tmp_path / "keypad"), FakeClock(), None)


def test_a_kiosk_without_keys_is_worth_a_look(tmp_path: Path) -> None:
    """It works, for who can speak."""
    assert keys(Keys(), FakeClock(), None).state == "look"


def test_a_keypad_that_can_be_read_is_there(tmp_path: Path) -> None:
    """Nobody is asked to press anything where nobody stands before it."""
    (tmp_path / "keypad").write_bytes(b"")
    finding = keys(Keys(keypad=tmp_path / "keypad"), FakeClock(), None)
    assert finding.state == "ok" and finding.found.startswith("go, choose, help, louder, softer; not pressed")
