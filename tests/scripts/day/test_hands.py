"""Hands on a keypad that is read as the kernel's."""

from contextlib import closing
from pathlib import Path
from random import Random

from coach.kiosk import keypad as kiosk
from scripts.day.hands import BUTTONS, Keypad
from tests.fakes.clock import FakeClock


def test_a_key_is_hit_by_what_a_session_calls_it(tmp_path: Path) -> None:
    """And read as what the site says that it is for."""
    with closing(Keypad(tmp_path / "keypad")) as hands:
        read = kiosk.Keypad(hands.path, BUTTONS, FakeClock())
        assert read.is_there
        for key in ("go_on", "choose", "help"):
            hands.hit(key)
        assert [read.poll() for _ in range(4)] == ["go", "choose", "help", None]


def test_whichever_key_is_hit_nothing_else_is_pressed(tmp_path: Path) -> None:
    """Many of them are for nothing."""
    with closing(Keypad(tmp_path / "keypad")) as hands:
        read = kiosk.Keypad(hands.path, BUTTONS, FakeClock())
        assert read.is_there
        for _ in range(40):
            hands.hit_any(Random(1))
        assert {read.poll() for _ in range(40)} <= {None, *BUTTONS.values()}
