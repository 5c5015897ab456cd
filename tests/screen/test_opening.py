"""Opening the screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.screen.display import Display
from coach.screen.opening import LIBRARIES, open_screen
from coach.terminal.keys import KEYS
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FakeKeys


@pytest.mark.parametrize("library", LIBRARIES)
def test_without_its_libraries_the_error_says_how_to_get_them(
    library: str, english: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them in one line that can be copied."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(DeviceError, match=f"needs the Python library {library}.*-m pip install {' '.join(LIBRARIES)}"):
        open_screen(english, FakeClock(), FakeKeys(), KEYS, Display())


def test_nothing_of_it_is_loaded_without_the_flag() -> None:
    """Who only speaks starts no slower, and needs none of its libraries."""
    program = f"import coach.commands.run, sys; sys.exit(bool(set({LIBRARIES}) & set(sys.modules)))"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_browser_is_only_opened_where_there_is_a_screen(tmp_path: Path) -> None:
    """In a terminal a browser would take the keys; there the address is enough."""
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >{tmp_path}/opened\n')
    browser.chmod(0o700)
    program = "from coach.screen.opening import show_in_browser; print(show_in_browser('http://127.0.0.1:1/x/'))"
    for display, opened in (("", "False"), (":0", "True")):
        environment = {**os.environ, "DISPLAY": display, "WAYLAND_DISPLAY": "", "BROWSER": f"{browser} %s"}
        told = subprocess.check_output([sys.executable, "-c", program], env=environment, text=True)
        assert told.strip() == opened
    assert (tmp_path / "opened").read_text() == "http://127.0.0.1:1/x/\n"
