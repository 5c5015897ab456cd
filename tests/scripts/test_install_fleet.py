"""`scripts/install-fleet`: what it would install, as far as a machine without systemd as its first process can tell."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.scripts.units import exposure_of, faults_of, needs_systemd

HOUSE = Path(__file__).parents[2]
SCRIPT = HOUSE / "scripts" / "install-fleet"
EXAMPLE = HOUSE / "docs" / "centre" / "fleet.yaml"
UNIT = "etc/systemd/system/coach-fleet.service"
LOG = "etc/systemd/journald@coach-fleet.conf"
EXPOSED_AT_MOST = 1.4
"""docs/centre/fleet.md tells the number."""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder that stands for the machine."""
    subprocess.run([SCRIPT, "--into", tmp_path, EXAMPLE], check=True)
    return tmp_path


def test_it_installs_a_unit_the_page_s_file_and_the_size_of_a_log(written: Path) -> None:
    """And nothing else; the unit names this checkout, and the file where it was put."""
    files = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert files == {UNIT, LOG, "etc/coach/fleet.yaml"}
    assert (written / "etc/coach/fleet.yaml").read_bytes() == EXAMPLE.read_bytes()
    unit = (written / UNIT).read_text()
    assert f"ExecStart={HOUSE}/scripts/coach fleet --fleet /etc/coach/fleet.yaml\n" in unit
    assert "@HOME@" not in unit.partition("\n")[2]


def test_the_unit_begins_again_and_is_never_root(written: Path) -> None:
    """Bounded in memory, and its log too; what it keeps lies where the example of the file says."""
    unit = (written / UNIT).read_text().splitlines()
    for line in ("Restart=always", "User=coach-fleet", "StartLimitIntervalSec=0", "StateDirectory=coach-fleet"):
        assert line in unit
    assert any(line.startswith("MemoryMax=") for line in unit) and "StandardOutput=null" in unit
    assert "SystemMaxUse=20M" in (written / LOG).read_text()
    assert "/var/lib/coach-fleet/people.json" in EXAMPLE.read_text()


@needs_systemd
def test_systemd_finds_no_fault_in_the_unit_and_little_is_left_open(written: Path) -> None:
    """Neither a device, nor a right, nor another's files."""
    assert faults_of(written / UNIT) == [] and exposure_of(written / UNIT) <= EXPOSED_AT_MOST


def test_it_says_how_it_is_called() -> None:
    """With nothing to do it explains itself, and changes nothing."""
    called = subprocess.run([SCRIPT], capture_output=True, text=True, check=False)
    assert called.returncode == 2 and "--remove" in called.stdout + called.stderr


def test_papers_and_a_first_name_are_asked_for_before_anything_is_done() -> None:
    """Or a page would be installed that nobody can sign in at."""
    called = subprocess.run([SCRIPT, EXAMPLE], capture_output=True, text=True, check=False)
    assert called.returncode != 0 and "the folder that scripts/make-site wrote" in called.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do it")
def test_who_is_not_root_is_told_so() -> None:
    """Before anything is changed."""
    called = subprocess.run([SCRIPT, "--remove"], capture_output=True, text=True, check=False)
    assert called.returncode == 1 and "Only root can do that" in called.stderr
