"""The virtual environment: made once, filled with what is locked, kept in step, left alone where it is another's."""

import os
import shutil
from pathlib import Path

import pytest

from tests.scripts.machine import NOBODY, Machine, machine

LOCKED = Path("scripts/set-up/locked")


def installed_sets(machine: Machine) -> list[str]:
    """What pip was told to install since, by the names of the locked sets."""
    return [call.split("/")[-1].removesuffix(".txt") for call in machine.calls("python -m pip") if " -r " in call]


def links(machine: Machine) -> list[str]:
    """How pip was told to install the coach itself."""
    return [call for call in machine.calls("python -m pip") if call.endswith("-e .")]


def test_exactly_what_is_locked_is_installed(fresh: Machine) -> None:
    """Each set with its checksums, and the coach without a look at the network: nothing else comes along."""
    fresh.run("scripts/coach", "models")
    assert installed_sets(fresh) == ["build", "run"]
    assert all("--require-hashes" in call for call in fresh.calls("python -m pip") if " -r " in call)
    assert len(links(fresh)) == 1
    assert {"--no-index", "--no-deps", "--no-build-isolation"} <= set(links(fresh)[0].split())


def test_a_changed_lock_is_installed_at_the_next_start(ready: Machine) -> None:
    """As after `git pull`; the environment itself stays."""
    with (ready.clone / LOCKED / "run.txt").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    ready.run("scripts/coach", "models")
    assert installed_sets(ready) == ["run"]
    assert ready.calls("python3 -m venv") == [] and links(ready) == []


def test_a_changed_project_is_linked_anew(ready: Machine) -> None:
    """Its version or its commands may have changed."""
    with (ready.clone / "pyproject.toml").open("a", encoding="utf-8") as project:
        project.write("# changed\n")
    ready.run("scripts/coach", "models")
    assert installed_sets(ready) == [] and len(links(ready)) == 1


def test_a_renamed_folder_needs_no_network(ready: Machine) -> None:
    """Only the coach is linked anew, where it lies now."""
    ready.clone = ready.clone.rename(ready.folder / 'The "new" $desk')
    assert ready.run("scripts/coach", "models").returncode == 0
    assert installed_sets(ready) == [] and len(links(ready)) == 1
    ready.forget_calls()
    ready.run("scripts/coach", "models")
    assert ready.calls() == ["python -P -m coach models"]


def test_what_python_compiles_is_kept(ready: Machine) -> None:
    """Wherever the coach is tried: images for containers tell Python to keep nothing, and each start took seconds."""
    ready.settings["PYTHONDONTWRITEBYTECODE"] = "1"
    ready.replace("python3", '#!/bin/bash\necho "keeps it: ${PYTHONDONTWRITEBYTECODE:-yes}"')
    assert ready.run("scripts/coach", "models").stdout == "keeps it: yes\n"


def test_another_python_gets_another_environment(ready: Machine) -> None:
    """As after an upgrade of the system: all is installed anew."""
    (ready.clone / ".venv" / "made-with").write_text("/usr/bin/python3.10\n", encoding="utf-8")
    assert ready.run("scripts/coach", "models").returncode == 0
    assert installed_sets(ready) == ["build", "run"] and len(links(ready)) == 1


def test_what_was_broken_off_is_gone_on_with(fresh: Machine) -> None:
    """The second try makes no second environment."""
    fresh.settings["PIP_SAYS"] = "ERROR: Read timed out."
    assert fresh.run("scripts/coach", "models").returncode == 1
    fresh.forget_calls()
    del fresh.settings["PIP_SAYS"]
    assert fresh.run("scripts/coach", "models").returncode == 0
    assert fresh.calls("python3 -m venv") == [] and installed_sets(fresh) == ["build", "run"]


def test_of_two_starts_at_once_one_sets_up(fresh: Machine) -> None:
    """The other waits for it, and starts."""
    gate = fresh.folder / "gate"
    os.mkfifo(gate)
    fresh.settings["PIP_WAITS"] = str(gate)
    with fresh.start("scripts/coach", "say", "one") as one, fresh.start("scripts/coach", "say", "two") as two:
        gate.write_text("go on\n", encoding="utf-8")
        told = one.communicate()[0] + two.communicate()[0]
    assert sorted(line.split(": say ")[1] for line in told.splitlines()) == ["one", "two"]
    assert len(fresh.calls("python3 -m venv")) == 1 and installed_sets(fresh) == ["build", "run"]


@pytest.fixture
def others(ready: Machine) -> Machine:
    """A machine whose coach was set up by somebody else, for all to use."""
    shared = ready.clone / ".venv"
    for folder in (ready.clone, shared):
        folder.chmod(0o555)
    return ready


def another_user() -> int | None:
    """Somebody who may not write everywhere; tests may be run by root, who may."""
    return NOBODY if os.geteuid() == 0 else None


def test_another_user_starts_what_somebody_has_set_up(others: Machine) -> None:
    """Nothing is written there."""
    assert others.run("scripts/coach", "models", user=another_user()).stdout.endswith(": models\n")


def test_another_user_rehearses_without_pictures(others: Machine) -> None:
    """Where they are not installed: nobody needs them to hear a session, and nothing is tried in vain."""
    assert others.run("scripts/coach", "rehearse", "calm", user=another_user()).stdout.endswith(": rehearse calm\n")
    assert others.calls("python -m pip") == []


@pytest.mark.parametrize("change", ["preview", "a new lock"])
def test_another_user_is_told_in_one_line_whom_to_ask(others: Machine, change: str) -> None:
    """For what: a command to be run once by whoever looks after the machine."""
    if change == "a new lock":
        (others.clone / LOCKED / "run.txt").write_text("", encoding="utf-8")
    told = others.run("scripts/coach", "preview" if change == "preview" else "models", user=another_user())
    assert (told.returncode, told.stdout) == (1, "")
    assert len(told.stderr.splitlines()) == 1
    assert told.stderr.rstrip().endswith(f"sudo {others.clone}/scripts/install")
    assert others.calls("python -m pip") == others.calls("sudo") == []


def test_a_copied_folder_is_a_place_of_its_own(ready: Machine) -> None:
    """Its coach is its own, not the one that it was copied from."""
    copy = ready.folder / "copy"
    shutil.copytree(ready.clone, copy, symlinks=True)
    ready.clone = copy
    ready.run("scripts/coach", "models")
    assert len(links(ready)) == 1


def test_without_a_new_enough_python_the_last_line_says_so(fresh: Machine) -> None:
    """With what is there, and which systems have one."""
    fresh.settings["PYTHON_IS_OLD"] = "1"
    told = fresh.run("scripts/coach", "models")
    assert told.returncode == 1
    assert "Python 3.11 or newer is needed" in told.stderr.splitlines()[-1] and "Python 3.11.2" in told.stderr


def test_a_machine_that_is_no_debian_is_told_what_to_install(fresh: Machine) -> None:
    """And goes on: the packages may be there under other names."""
    fresh.without("dpkg", "dpkg-query", "apt-get")
    told = fresh.run("scripts/coach", "models")
    assert told.returncode == 0 and "This is no Debian" in told.stderr and "espeak-ng" in told.stderr


def test_root_sets_up_for_everybody() -> None:
    """Whatever root's mask is: others can read what was installed."""
    with machine() as made:
        mask = os.umask(0o077)
        try:
            made.run("scripts/coach", "models")
        finally:
            os.umask(mask)
        mode = (made.clone / ".venv").stat().st_mode & 0o077
    assert mode == (0o055 if os.geteuid() == 0 else 0)


def test_an_extra_that_is_not_locked_keeps_to_what_is(ready: Machine) -> None:
    """A voice that is no part of the locked sets: its own parts in any version, those of a session in theirs."""
    (ready.clone / "scripts" / "train").write_text("source scripts/set-up.bash\nneed_environment piper\n")
    told = ready.run("bash", "scripts/train")
    assert told.returncode == 0 and "Step 1 of 1: fetching and installing piper" in told.stderr
    (installed,) = ready.calls("python -m pip")
    assert installed.endswith(f"-e {ready.clone}[piper]") and "--constraint" in installed


def test_what_builds_parts_sees_no_dollar_sign_and_no_brace(fresh: Machine) -> None:
    """setuptools takes what follows them in the environment's path for a variable, and builds nothing there."""
    fresh.clone = fresh.clone.rename(fresh.folder / 'The "new" $desk {1}')
    fresh.replace("python3", fresh.made_up("python3").replace('$(basename "$0")', "$0"))
    assert fresh.run("scripts/coach", "models").returncode == 0
    programs = [call.split(" -m ")[0] for call in fresh.calls() if " -r " in call]
    assert len(programs) == 2 and not any("$" in program or "{" in program for program in programs)
