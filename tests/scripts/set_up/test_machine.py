"""Machines on which the coach cannot be installed: told in one line, before anything is."""

import pytest

from tests.scripts.machine import Machine

TOO_SMALL = """#!/bin/bash
printf 'Filesystem 1M-blocks Used Available Use%% Mounted\\n/dev/sda1 8000 7900 100 99%% /\\n'"""


def refusal(machine: Machine) -> str:
    """The one line that is said."""
    told = machine.run("scripts/coach", "models")
    assert (told.returncode, told.stdout) == (1, "")
    assert len(told.stderr.splitlines()) == 1 and "Nothing was installed" in told.stderr
    assert machine.calls("apt-get") == machine.calls("python3 -m") == machine.calls("sudo") == []
    return told.stderr


@pytest.mark.parametrize("architecture", ["armhf", "armel", "i386"])
def test_a_32_bit_system_is_told_what_to_use(fresh: Machine, architecture: str) -> None:
    """Raspberry Pi OS comes in both kinds."""
    fresh.settings["ARCHITECTURE"] = architecture
    told = refusal(fresh)
    assert f"32-bit ({architecture})" in told and "Raspberry Pi OS (64-bit)" in told


@pytest.mark.parametrize("kernel", ["aarch64", "x86_64"])
def test_a_64_bit_kernel_under_a_32_bit_system_is_a_32_bit_system(fresh: Machine, kernel: str) -> None:
    """As older Raspberry Pi OS has it: the kernel alone says 64."""
    fresh.settings["ARCHITECTURE"] = kernel
    fresh.settings["LONG_BIT"] = "32"
    assert "32-bit" in refusal(fresh)


def test_another_processor_is_named(fresh: Machine) -> None:
    """There are no engines for it."""
    fresh.settings["ARCHITECTURE"] = "riscv64"
    assert "riscv64" in refusal(fresh)


def test_another_system_is_named(fresh: Machine) -> None:
    """What is locked is for Linux."""
    fresh.replace("uname", "#!/bin/bash\necho Darwin")
    assert "This is Darwin" in refusal(fresh)


def test_a_full_disk_is_found_before_it_is_filled(fresh: Machine) -> None:
    """With what is left, and what is needed."""
    fresh.replace("df", TOO_SMALL)
    told = refusal(fresh)
    assert "100 MB left" in told and "700 MB are needed" in told


def test_a_colon_in_the_folders_name_is_named(fresh: Machine) -> None:
    """Python makes no environment there."""
    fresh.clone = fresh.clone.rename(fresh.folder / "coach: the new one")
    assert "colon" in refusal(fresh)


@pytest.mark.parametrize("architecture", ["amd64", "arm64"])
def test_what_the_engines_are_made_for_goes_on(fresh: Machine, architecture: str) -> None:
    """A PC, a Raspberry Pi."""
    fresh.settings["ARCHITECTURE"] = architecture
    assert fresh.run("scripts/coach", "models").returncode == 0
