"""Numbers by day in which nobody finds one person."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from coach.errors import DeviceError
from coach.fleet.counts import KEPT_DAYS, OUTCOMES, Counts

TODAY = date(2026, 11, 30)


def test_a_cell_under_five_is_not_shown() -> None:
    """Nor whether it is none."""
    counts = Counts()
    for _ in range(4):
        counts.add("visits", TODAY)
    assert counts.rows() == [{"day": "2026-11-30"} | dict.fromkeys(OUTCOMES)]
    counts.add("visits", TODAY)
    assert counts.rows()[0]["visits"] == 5


def test_the_latest_day_is_first_and_a_month_is_kept(tmp_path: Path) -> None:
    """Over a restart; what is older is gone, also from the disk."""
    counts = Counts()
    for days in range(KEPT_DAYS + 5):
        for _ in range(6):
            counts.add("answered_soon", TODAY + timedelta(days))
    counts.keep(tmp_path / "counts.json")
    again = Counts.kept(tmp_path / "counts.json")
    assert again.rows() == counts.rows() and len(again.rows()) == KEPT_DAYS and not counts.changed
    assert again.rows()[0]["day"] == (TODAY + timedelta(KEPT_DAYS + 4)).isoformat()
    assert "2026-11-30" not in (tmp_path / "counts.json").read_text()


def test_a_file_that_holds_something_else_is_named(tmp_path: Path) -> None:
    """And none is the beginning."""
    assert Counts.kept(tmp_path / "none").rows() == []
    (tmp_path / "counts").write_text('{"days": {"2026-11-30": {"visits": "zebracorn"}}}')
    with pytest.raises(DeviceError, match="holds no counts"):
        Counts.kept(tmp_path / "counts")


def test_a_disk_that_takes_nothing_is_named(tmp_path: Path) -> None:
    """The page shows it, and goes on."""
    (tmp_path / "file").touch()
    with pytest.raises(DeviceError, match="cannot be kept"):
        Counts().keep(tmp_path / "file" / "counts.json")
