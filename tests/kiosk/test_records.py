"""What was in force when."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coach.content import signatures
from coach.errors import DeviceError
from coach.kiosk import records
from coach.kiosk.records import InForce
from coach.kiosk.site import Site
from coach.settings import Settings
from tests.content.scripts import GOOD

FIRST, SECOND = datetime(2026, 11, 30, 5, 30, tzinfo=UTC), datetime(2026, 12, 1, 5, 30, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Site:
    """A site with a small pack of its own."""
    pack = shutil.copytree(GOOD, tmp_path / "pack")
    return Site(place="Harbor Clinic", kiosk="ward-3", settings=Settings(country="gb", pack=str(pack)))


def pack_of(place: Site) -> Path:
    """The site's pack."""
    return Path(place.settings.pack)


def test_a_record_tells_what_a_kiosk_spoke_with(place: Site) -> None:
    """Who stood for which file, and what nobody did."""
    signatures.sign(pack_of(place), "repair.yaml", "Dr Jane Roe", date(2026, 11, 29))
    known = records.of_site(place)
    assert [(each.content, each.by) for each in known.signed] == [("repair.yaml", "Dr Jane Roe")]
    assert "exercises/rest.yaml" in known.unsigned and "repair.yaml" not in known.unsigned
    assert known.site["settings"]["country"] == "gb" and len(known.content) == 64


def test_one_comma_is_another_content(place: Site) -> None:
    """And takes the signature away."""
    signatures.sign(pack_of(place), "repair.yaml", "Dr Jane Roe", date(2026, 11, 29))
    before = records.of_site(place)
    repair = pack_of(place) / "repair.yaml"
    repair.write_text(repair.read_text() + "\n")
    after = records.of_site(place)
    assert after.content != before.content and after.signed == [] and "repair.yaml" in after.unsigned


def test_a_change_is_recorded_once_and_nothing_is_taken_out(place: Site, tmp_path: Path) -> None:
    """A hundred starts with the same are one record."""
    kept = tmp_path / "data" / "records.jsonl"
    assert [records.keep(records.of_site(place), kept, FIRST) for _ in range(3)] == [True, False, False]
    changed = place.model_copy(update={"quiet": True})
    assert records.keep(records.of_site(changed), kept, SECOND)
    assert [record.since for record in records.read(kept)] == [FIRST, SECOND]


def test_the_update_that_it_came_with_is_recorded(place: Site, tmp_path: Path) -> None:
    """By hand, where there was none, and in records from before there were updates."""
    kept = tmp_path / "records.jsonl"
    records.keep(records.of_site(place), kept, FIRST)
    kept.write_text(kept.read_text().replace('"edition":"by hand",', ""))
    records.keep(records.of_site(place, "update 7: new words"), kept, SECOND)
    assert [record.in_force.edition for record in records.read(kept)] == ["by hand", "update 7: new words"]


def test_it_has_no_field_for_anybody_who_spoke_with_it() -> None:
    """These, and no others."""
    assert set(InForce.model_fields) == {"program", "edition", "pack", "content", "signed", "unsigned", "site"}


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    """Not passed over."""
    kept = tmp_path / "records.jsonl"
    kept.write_text("torn\n")
    with pytest.raises(DeviceError, match=r"records.jsonl:1: no record"):
        list(records.read(kept))


def test_a_place_that_cannot_be_written_is_told(place: Site) -> None:
    """With what to do."""
    with pytest.raises(DeviceError, match="cannot be recorded"):
        records.keep(records.of_site(place), Path("/dev/null/records.jsonl"), FIRST)
