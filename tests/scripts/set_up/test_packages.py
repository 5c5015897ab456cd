"""The Debian packages: one list, asked for once, by whoever may install them."""

import os

import pytest

from tests.scripts.machine import NOBODY, Machine

NEEDED = ("libportaudio2", "espeak-ng", "flite")
by_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def plain(fresh: Machine) -> Machine:
    """A machine whose clone belongs to a user without rights."""
    for folder, _, files in os.walk(fresh.clone):
        for name in (folder, *(f"{folder}/{file}" for file in files)):
            os.chown(name, NOBODY, NOBODY)
    return fresh


def installed(machine: Machine) -> list[str]:
    """What apt-get was told to install, a line each time."""
    return [call.split("--no-remove ")[1] for call in machine.calls("apt-get install")]


@by_root
def test_root_installs_what_is_missing_in_one_go(fresh: Machine) -> None:
    """Also what a rehearsal needs, so that it asks for nothing later. sudo is not needed for it."""
    (fresh.folder / "installed").write_text("espeak-ng\n", encoding="utf-8")
    fresh.run("scripts/coach", "rehearse", "calm")
    assert installed(fresh) == ["libportaudio2 flite"]
    assert fresh.calls("sudo") == []


def test_what_is_there_is_not_asked_for(fresh: Machine) -> None:
    """Nobody is asked for a password in vain."""
    (fresh.folder / "installed").write_text("".join(f"{name}\n" for name in NEEDED), encoding="utf-8")
    assert fresh.run("scripts/coach", "models").returncode == 0
    assert fresh.calls("apt-get") == fresh.calls("sudo") == []


@by_root
def test_a_user_whose_sudo_asks_for_nothing_is_not_asked(plain: Machine) -> None:
    """As on a Raspberry Pi; also without a terminal."""
    plain.settings["SUDO"] = "open"
    told = plain.run("scripts/coach", "models", user=NOBODY)
    assert told.returncode == 0 and installed(plain) == [" ".join(NEEDED)]
    assert "password" not in told.stderr


@by_root
def test_at_a_terminal_sudo_asks_for_the_password(plain: Machine) -> None:
    """After a line that says why, with the list; then the session begins."""
    plain.settings["SUDO"] = "asks"
    code, shown = plain.run_at_terminal("scripts/coach", "models", user=NOBODY)
    assert code == 0 and shown.rstrip().endswith(": models")
    assert " ".join(NEEDED) in shown and "password" in shown
    assert installed(plain) == [" ".join(NEEDED)]


@by_root
@pytest.mark.parametrize("sudo", ["asks", "refuses", "absent"])
def test_without_a_terminal_there_is_one_line_to_type(plain: Machine, sudo: str) -> None:
    """Nobody could answer: exit code 1, and nothing was begun."""
    plain.settings["SUDO"] = sudo
    if sudo == "absent":
        plain.without("sudo")
    told = plain.run("scripts/coach", "models", user=NOBODY)
    assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (1, "", 1)
    assert told.stderr.rstrip().endswith(" ".join(NEEDED))
    assert installed(plain) == [] and not (plain.clone / ".venv").exists()


@by_root
def test_who_may_not_use_sudo_gets_the_line_after_all(plain: Machine) -> None:
    """For somebody who may."""
    plain.settings["SUDO"] = "refuses"
    code, shown = plain.run_at_terminal("scripts/coach", "models", user=NOBODY)
    assert code == 1 and "apt-get install" in shown.splitlines()[-1] and installed(plain) == []


def test_a_machine_without_a_python_gets_one(fresh: Machine) -> None:
    """Debian's and Ubuntu's smallest systems have none, or none that makes environments."""
    fresh.settings["PYTHON_IS_OLD"] = "1"
    fresh.settings["SUDO"] = "open"
    fresh.run("scripts/coach", "models")
    assert installed(fresh) == [" ".join((*NEEDED, "python3", "python3-venv"))]
