"""Calling a person."""

import os
from pathlib import Path

import pytest

from coach.staff.staff import NobodyToCall, StaffCommand


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


def test_a_command_that_cannot_be_started_ends_no_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without setsid, or without room for one process more: nobody was called, and nothing is raised."""
    ring = tmp_path / "ring"
    ring.write_text("#!/bin/sh\n")
    ring.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert StaffCommand("ring").missing == "setsid"
    assert not StaffCommand("ring").call("suicide")


def test_what_is_not_there_can_be_told_before() -> None:
    """While somebody can still mend it."""
    assert StaffCommand("/no/such/bell --room 4").missing == "/no/such/bell"


@pytest.mark.parametrize("staff", [NobodyToCall(), StaffCommand("true")])
def test_of_a_command_nothing_more_is_heard(staff: NobodyToCall | StaffCommand) -> None:
    """So the coach never says that somebody has answered: nobody can."""
    staff.call("help")
    staff.forget()
    assert staff.poll() is None and not staff.settling


def test_at_home_there_is_nobody_to_call() -> None:
    """So nothing went wrong, and the coach never says that somebody comes."""
    assert NobodyToCall().call("suicide")
