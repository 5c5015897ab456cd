"""The kiosk's own process: its site's file, its home folder, its log, and our end of its wire."""

import os
import subprocess
import sys
from multiprocessing.connection import Connection, Listener
from pathlib import Path

import yaml

from coach.errors import DeviceError
from scripts.day.broker import Mosquitto
from scripts.day.hands import BUTTONS
from scripts.day.wire import Frame, FromKiosk, Ready

HOUSE = Path(__file__).parents[2]
KIOSK = "corridor"
ROLES = ("nurse", "ward manager", "doctor on duty")
GOODBYE_SECONDS = 30.0


def site_of(keypad: Path) -> dict[str, object]:
    """What the place says of its kiosk, as in docs/centre/site.yaml."""
    return {
        "place": "Harbor Clinic",
        "kiosk": KIOSK,
        "settings": {"pack": "en", "country": "us", "models_folder": str(HOUSE / "models")},
        "roles": list(ROLES),
        "keys": {"keypad": str(keypad), "buttons": BUTTONS},
        "drafts": ["pack", "words", "repair", "risk", "intents", "reading", "session", "exercises", "safety"],
    }


class Kiosk:
    """Runs until the wire says that the day is over."""

    def __init__(self, folder: Path, keypad: Path, mosquitto: Mosquitto) -> None:
        """`folder`: all that it may write to. Raises DeviceError where it does not stand."""
        folder.mkdir()
        self.folder = folder
        self._log = folder / "log"
        site = folder / "site.yaml"
        site.write_text(yaml.safe_dump(site_of(keypad)), encoding="utf-8")
        listener = Listener(str(folder / "wire"), "AF_UNIX")
        words = [listener.address, site, mosquitto.folder, mosquitto.broker.port]
        with self._log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "scripts.day.kiosk", *map(str, words)],
                env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(HOUSE), "LANG": "C.UTF-8"},
                cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        with listener:
            self.wire: Connection[Frame, FromKiosk] = listener.accept()

    @property
    def pid(self) -> int:
        """Of its first process."""
        return self._process.pid

    def page(self) -> str:
        """The address, once it stands. Raises DeviceError where it ended instead."""
        try:
            ready = self.wire.recv()
        except EOFError:
            ready = None
        if not isinstance(ready, Ready):
            raise DeviceError(f"The kiosk did not stand: {self.last_words()}", "Try `coach doctor`.")
        return ready.address

    def last_words(self) -> str:
        """What stands last in its log: states and faults, no word of anybody."""
        return " / ".join(self._log.read_text(encoding="utf-8").splitlines()[-3:]) or "its log is empty"

    def close(self) -> None:
        """Wait for its end; or end it. Without its wire it ends by itself."""
        self.wire.close()
        try:
            self._process.wait(GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
