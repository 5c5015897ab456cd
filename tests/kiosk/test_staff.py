"""Calling a person."""

import os
from pathlib import Path

from coach.kiosk.staff import NobodyToCall, StaffCommand


def test_the_site_s_command_gets_the_safety_path_and_nothing_else(tmp_path: Path) -> None:
    """A lamp or a pager is told why, in one word of the pack."""
    told = tmp_path / "told"
    os.mkfifo(told)
    ring = tmp_path / "ring"
    ring.write_text(f'#!/bin/sh\necho "$@" > {told}\n')
    ring.chmod(0o755)
    assert StaffCommand(f"{ring} --room 4").call("suicide")
    assert told.read_text() == "--room 4 suicide\n"


def test_a_command_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    """The session goes on, and knows that nobody was called."""
    assert not StaffCommand(str(tmp_path / "nothing")).call("suicide")


def test_at_home_there_is_nobody_to_call() -> None:
    """And the coach never says that somebody comes."""
    assert not NobodyToCall().call("suicide")
