"""The kiosk's own process."""

from pathlib import Path

import yaml

from coach.kiosk import site
from scripts.day.process import KIOSK, ROLES, site_of


def test_the_site_of_the_day_is_one_that_a_kiosk_takes(tmp_path: Path) -> None:
    """With three roles, and a keypad with the keys that are needed."""
    path = tmp_path / "site.yaml"
    path.write_text(yaml.safe_dump(site_of(tmp_path / "keypad")))
    read = site.read(path, {})
    assert (read.kiosk, tuple(read.roles), read.keys.keypad) == (KIOSK, ROLES, tmp_path / "keypad")
