"""How the last self-test went is known after the next start."""

import shutil
from pathlib import Path

import pytest

from coach.errors import DeviceError
from coach.kiosk import last_test
from coach.kiosk.last_test import LastTest
from coach.kiosk.site import Site
from coach.settings import Settings
from coach.staff.messages import MOST_ID, SelfTest
from tests.content.scripts import GOOD

TEST = LastTest(result=SelfTest.PASSED, at_seconds=1_796_000_000, content=7)


def test_it_is_kept_until_the_next_one(tmp_path: Path) -> None:
    """Also over a power cut."""
    kept = tmp_path / "coach" / "self-test.json"
    assert last_test.read(kept) is None
    for test in (TEST, TEST.model_copy(update={"result": SelfTest.FAILED})):
        last_test.keep(test, kept)
        assert last_test.read(kept) == test


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b'{"result": "fine"}', b"x" * 5000])
def test_what_is_damaged_is_not_known(tmp_path: Path, content: bytes) -> None:
    """The kiosk starts all the same."""
    (tmp_path / "kept").write_bytes(content)
    assert last_test.read(tmp_path / "kept") is None


def test_a_disk_that_does_not_take_it_is_named(tmp_path: Path) -> None:
    """With what to do."""
    (tmp_path / "file").touch()
    with pytest.raises(DeviceError, match="cannot be kept"):
        last_test.keep(TEST, tmp_path / "file" / "kept")


def test_content_has_another_number_when_a_comma_changes(tmp_path: Path) -> None:
    """And one that goes into a message."""
    pack = Path(shutil.copytree(GOOD, tmp_path / "pack"))
    place = Site(place="Harbor Clinic", kiosk="ward-3", settings=Settings(country="gb", pack=str(pack)))
    before = last_test.content_number(place)
    (pack / "repair.yaml").write_text((pack / "repair.yaml").read_text() + "\n")
    assert 0 < before < MOST_ID and last_test.content_number(place) != before
