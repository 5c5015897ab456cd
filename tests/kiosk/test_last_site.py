"""A kiosk starts with its last good site, whatever a power cut or a slip of the pen left of the file."""

from pathlib import Path

import pytest

from coach.errors import AuthorError
from coach.kiosk import last_site
from tests.editions.maker import DRAFTS, SITE, kiosk


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a kiosk that started with it; the user's data folder was empty before."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = kiosk(tmp_path)
    assert last_site.read(path, {})[1] == ""
    return path


@pytest.mark.parametrize("left", ["", "\0" * len(SITE), SITE[:90], f"{SITE}idle_secconds: 20\n", "keys: [", None])
def test_what_is_left_of_the_file_keeps_no_kiosk_from_starting(site: Path, left: str | None) -> None:
    """Emptied, zeros, cut off, mistyped, torn, gone: the last good one, the fault named, and the file as it was."""
    site.unlink()
    if left is not None:
        site.write_text(left)
    found, fault = last_site.read(site, {})
    assert (found.place, found.kiosk, found.settings.country) == ("Harbor Clinic", "ward-3", "gb")
    assert f"{site}" in fault and "goes on with the last good one" in fault
    assert left is None or site.read_text() == left


def test_its_pack_is_still_the_one_beside_its_file(site: Path) -> None:
    """Not one beside the copy."""
    site.write_text("")
    assert last_site.read(site, {})[0].settings.pack == str(site.parent / "packs" / "good")


def test_what_nobody_stands_for_any_more_is_not_spoken(site: Path) -> None:
    """Somebody took the drafts away: an older file does not bring them back."""
    site.write_text(SITE.replace(DRAFTS, ""))
    with pytest.raises(AuthorError, match="S006 nobody has signed"):
        last_site.read(site, {})


def test_without_a_copy_the_fault_is_told(tmp_path: Path) -> None:
    """A kiosk that never started does not guess."""
    (tmp_path / "site.yaml").write_text("keys: [")
    with pytest.raises(AuthorError, match=r"site\.yaml:2:1: D002"):
        last_site.read(tmp_path / "site.yaml", {})
