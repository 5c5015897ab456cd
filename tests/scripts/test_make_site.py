"""The script that makes a site's authority, certificates and the broker's configuration."""

import getpass
import os
import shutil
import subprocess
from pathlib import Path

import pytest

MAKE_SITE = Path(__file__).parents[2] / "scripts" / "make-site"


@pytest.fixture(autouse=True)
def _require_openssl() -> None:
    if shutil.which("openssl") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("openssl is missing: apt-get install openssl")


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it."""
    command = [str(MAKE_SITE), str(folder), "--user", getpass.getuser(), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_kiosk_that_is_added_later_changes_nothing_for_the_others(tmp_path: Path) -> None:
    """The authority, and what stands on each of the others, stays as it is."""
    make(tmp_path, "--broker", "192.0.2.7", "ward-3")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.suffix in (".crt", ".key")}
    make(tmp_path, "--broker", "192.0.2.7", "ward-3", "ward-4")
    assert {path: path.read_bytes() for path in before} == before
    assert (tmp_path / "ward-4.crt").read_text().startswith("-----BEGIN CERTIFICATE")


def test_no_key_can_be_read_by_others(tmp_path: Path) -> None:
    """Nor lies the authority's own beside the broker."""
    make(tmp_path, "--broker", "192.0.2.7", "ward-3")
    keys = list(tmp_path.rglob("*.key"))
    assert len(keys) == 5 and not [key for key in keys if key.stat().st_mode & 0o077]
    assert not (tmp_path / "broker" / "authority.key").exists()


def test_people_have_certificates_of_another_authority_than_kiosks(tmp_path: Path) -> None:
    """With them somebody signs in at the page, and nobody comes to the broker, as a kiosk of their own name."""
    make(tmp_path, "--broker", "192.0.2.7", "--person", "ana", "--person", "bo.b", "ward-3")
    authority, people = tmp_path / "authority.crt", tmp_path / "people"
    for trusted, shown, good in (
        (people / "authority.crt", people / "bo.b.crt", True), (authority, people / "ana.crt", False),
        (people / "authority.crt", tmp_path / "ward-3.crt", False), (authority, tmp_path / "ward-3.crt", True),
    ):  # fmt: skip
        command = ["openssl", "verify", "-purpose", "sslclient", "-CAfile", str(trusted), str(shown)]
        assert (subprocess.run(command, capture_output=True, check=False).returncode == 0) is good
    assert (tmp_path / "broker" / "authority.crt").read_bytes() == authority.read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [(("ward-3",), "say --broker"), (("--broker", "b", "staff-page"), "rights of its own"),
     (("--broker", "b", "Ward 3"), "small letters"), (("--broker", "b", "a/+"), "small letters"),
     (("--broker", "b", "--person", "Ana"), "small letters"), (("--broker", "b", "--person", "authority"), "rights")],
)  # fmt: skip
def test_what_it_cannot_use_is_refused_with_what_to_do(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    """No kiosk is called as somebody who may answer, and none has a sign that means more in a topic."""
    answer = make(tmp_path / "site", *words)
    assert answer.returncode == 2 and told in answer.stderr and not (tmp_path / "site").exists()


def test_its_help_says_how_it_is_used() -> None:
    """And that this is no nurse call."""
    answer = subprocess.run([MAKE_SITE, "--help"], capture_output=True, text=True, check=True)
    assert "--broker NAME" in answer.stdout and "not a nurse call" in answer.stdout
