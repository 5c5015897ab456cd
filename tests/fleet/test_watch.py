"""What the page knows while it runs, and what it keeps."""

import json
from pathlib import Path

from coach.staff.messages import Doing
from coach.staff.staff_line import StaffLine
from tests.fleet.served import Reader, doing, fleet_of, served
from tests.kiosk.site import Site


def test_counts_are_kept_when_it_ends_and_are_numbers(network: Site, kiosk: StaffLine, tmp_path: Path) -> None:
    """One visit: in the file, and not on the page, which shows no number under five."""
    fleet = fleet_of(network, tmp_path, counts=tmp_path / "kept" / "counts.json")
    with served(fleet) as host, Reader(host).sign_in().feed() as wait_for:
        wait_for(doing("ward-3", "asleep"))
        kiosk.show(Doing.SESSION)
        wait_for(doing("ward-3", "session"))
        days = wait_for(lambda known: known["days"])
        assert [day["visits"] for day in days] == [None]
    (counted,) = json.loads((tmp_path / "kept" / "counts.json").read_text())["days"].values()
    assert counted == {"visits": 1}


def test_counts_that_cannot_be_kept_are_shown_and_end_nothing(network: Site, tmp_path: Path) -> None:
    """The page ends as ever."""
    (tmp_path / "file").touch()
    fleet = fleet_of(network, tmp_path, counts=tmp_path / "file" / "counts.json")
    with served(fleet) as host, Reader(host).sign_in().feed() as wait_for:
        wait_for(lambda known: known["line"])
        assert wait_for(lambda known: "unkept" in known)
