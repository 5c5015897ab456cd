"""The kiosk's own process."""

from pathlib import Path

import pytest
import yaml

from coach.errors import DeviceError
from coach.kiosk import site
from scripts.day.broker import Mosquitto
from scripts.day.process import BROWSER, KIOSK, ROLES, Kiosk, site_of
from tests.kiosk.site import require_mosquitto


def test_the_site_of_the_day_is_one_that_a_kiosk_takes(tmp_path: Path) -> None:
    """With three roles, a keypad with the keys that are needed, a browser, and its papers for the line to staff."""
    require_mosquitto()
    network = Mosquitto(tmp_path / "site", KIOSK)
    path = tmp_path / "site.yaml"
    path.write_text(yaml.safe_dump(site_of(tmp_path / "keypad", network.folder, network.broker)))
    read = site.read(path, {})
    assert (read.kiosk, tuple(read.roles), read.keys.keypad) == (KIOSK, ROLES, tmp_path / "keypad")
    assert read.staff_line and read.staff_line.port == network.broker.port
    assert read.screen and read.screen.browser == BROWSER


def test_a_kiosk_that_does_not_stand_tells_why(tmp_path: Path) -> None:
    """With the last lines of its log: here that its site file has a fault."""
    there = Kiosk(tmp_path / "kiosk", {"place": "Harbor Clinic"})
    with pytest.raises(DeviceError, match=r"The kiosk did not stand: .*missing"):
        there.start()
    there.close()
