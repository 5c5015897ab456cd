"""`scripts/install-kiosk`: what it would install, as far as a machine without systemd as its first process can tell."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.scripts.units import exposure_of, faults_of, needs_systemd

HOUSE = Path(__file__).parents[2]
SCRIPT = HOUSE / "scripts" / "install-kiosk"
EXAMPLE = HOUSE / "docs" / "centre" / "site.yaml"
UNIT = "etc/systemd/system/coach-kiosk.service"
FOR_SCREEN = f"{UNIT}.d/screen.conf"
EXPOSED_AT_MOST, WITH_SCREEN_AT_MOST = 2.0, 2.5
"""Of ten, as `systemd-analyze security` counts; docs/centre tells the number and what is left open."""


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A folder that stands for the machine."""
    subprocess.run([SCRIPT, "--into", tmp_path, EXAMPLE], check=True)
    return tmp_path


def test_it_installs_a_unit_a_site_and_the_size_of_a_log(written: Path) -> None:
    """And nothing else; the unit names this checkout."""
    files = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    assert files == {UNIT, FOR_SCREEN, "etc/coach/site.yaml", "etc/systemd/journald@coach-kiosk.conf"}
    assert (written / "etc/coach/site.yaml").read_bytes() == EXAMPLE.read_bytes()
    unit = (written / UNIT).read_text()
    assert f"ExecStart={HOUSE}/scripts/coach kiosk --site /etc/coach/site.yaml" in unit and "@" not in re.sub(
        r"[=~]@\w[\w-]*| @\w[\w-]*|journald@", "", unit
    )


def test_a_kiosk_without_a_screen_may_no_more_than_it_needs(tmp_path: Path) -> None:
    """No display, no namespaces."""
    (tmp_path / "site.yaml").write_text(EXAMPLE.read_text().replace("screen:", "# screen:"))
    subprocess.run([SCRIPT, "--into", tmp_path / "machine", tmp_path / "site.yaml"], check=True)
    assert (tmp_path / "machine" / UNIT).exists() and not (tmp_path / "machine" / FOR_SCREEN).exists()


def test_the_unit_begins_again_whatever_ends_it(written: Path) -> None:
    """Ready when it says so, watched, bounded in memory, and its log too; never as root."""
    unit = (written / UNIT).read_text().splitlines()
    for line in ("Type=notify", "Restart=always", "WatchdogSec=60", "User=coach-kiosk", "StartLimitIntervalSec=0"):
        assert line in unit
    assert any(line.startswith("MemoryMax=") for line in unit) and "StandardOutput=null" in unit
    assert "SystemMaxUse=20M" in (written / "etc/systemd/journald@coach-kiosk.conf").read_text()


@needs_systemd
def test_systemd_finds_no_fault_in_the_unit(written: Path) -> None:
    """`systemd-analyze verify` says nothing."""
    assert faults_of(written / UNIT) == []


@needs_systemd
@pytest.mark.parametrize("screen", [False, True])
def test_the_unit_leaves_little_open(written: Path, screen: bool) -> None:
    """A display is a little more."""
    if not screen:
        (written / FOR_SCREEN).unlink()
    assert exposure_of(written / UNIT) <= (WITH_SCREEN_AT_MOST if screen else EXPOSED_AT_MOST)


def test_it_says_how_it_is_called() -> None:
    """With nothing to do it explains itself, and changes nothing."""
    called = subprocess.run([SCRIPT], capture_output=True, text=True, check=False)
    assert called.returncode == 2 and "--remove" in called.stdout + called.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do it")
def test_who_is_not_root_is_told_so() -> None:
    """Before anything is changed."""
    called = subprocess.run([SCRIPT, "--remove"], capture_output=True, text=True, check=False)
    assert called.returncode == 1 and "Only root can do that" in called.stderr
