"""Who brings an update to the kiosk."""

import os
from pathlib import Path

import pytest
import yaml

from coach.staff.line import Broker
from scripts.day.diary import Update
from scripts.day.process import site_of
from scripts.day.technician import Technician
from tests.editions.maker import require_minisign
from tests.soundcard import missing


class FakeKiosk:
    """A kiosk's folder. `did`: what was done with the kiosk itself."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        said = site_of(folder / "keypad", folder, Broker("127.0.0.1", 1)) | {"staff_line": None}
        self.site, self.did = folder / "site.yaml", list[str]()
        self.site.write_text(yaml.safe_dump(said))
        home = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
        self.environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | home

    def stop(self) -> None:
        """As its unit."""
        self.did.append("stopped")

    def start(self) -> None:
        """As its unit."""
        self.did.append("started")


@pytest.mark.sound
def test_a_spoiled_update_is_refused_by_the_real_command_while_the_kiosk_is_stopped(tmp_path: Path) -> None:
    """With its reason, and nothing is changed; then the kiosk is started again."""
    require_minisign()
    if missing():
        pytest.skip("PulseAudio is missing: scripts/test installs it")
    there, update = FakeKiosk(tmp_path / "kiosk"), Update(2, spoiled=True, came_seconds=1.0)
    technician = Technician(tmp_path / "updates", there)  # type: ignore[arg-type]  # a fake of a kiosk
    seconds = [*technician.bring(update)]
    assert there.did == ["stopped", "started"] and seconds == sorted(seconds)
    assert not update.in_force and not update.changed and "is not as it was signed" in update.told
