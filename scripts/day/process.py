"""The kiosk's own process: its site's file, its home folder, its log, and our end of its wire."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import yaml

from coach.errors import DeviceError
from coach.staff.line import Broker
from scripts.day.hands import BUTTONS
from scripts.day.wire import Frame, FromKiosk, Ready

HOUSE = Path(__file__).parents[2]
KIOSK = "corridor"
PLACE = "Harbor Clinic"
ROLES = ("nurse", "ward manager", "doctor on duty")
BROWSER = "chromium --headless --no-sandbox --remote-debugging-port=0"
"""Nobody looks at it; as root it has no sandbox; and a finger reaches it over that port."""
GOODBYE_SECONDS = 30.0


def site_of(keypad: Path, papers: Path, broker: Broker) -> dict[str, object]:
    """What the place says of its kiosk, as in docs/centre/site.yaml."""
    return {
        "place": PLACE,
        "kiosk": KIOSK,
        "settings": {"pack": "en", "country": "us", "models_folder": str(HOUSE / "models")},
        "staff_line": {"broker": broker.host, "port": broker.port, "papers": str(papers)},
        "roles": list(ROLES),
        "keys": {"keypad": str(keypad), "buttons": BUTTONS},
        "screen": {"browser": BROWSER},
        "drafts": ["pack", "words", "repair", "risk", "intents", "reading", "session", "exercises", "safety"],
    }


class Kiosk:
    """Started and stopped as its unit would be, until the wire says that the day is over."""

    def __init__(self, folder: Path, said: Mapping[str, object]) -> None:
        """`folder`: all that it may write to. `said`: what stands in its site's file."""
        folder.mkdir()
        self.folder, self.site = folder, folder / "site.yaml"
        self.site.write_text(yaml.safe_dump(dict(said)), encoding="utf-8")
        self._log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self._address = ""
        self.wire: Connection[Frame, FromKiosk]

    @property
    def environment(self) -> dict[str, str]:
        """Of everything that runs as this kiosk. Only one coach is awake where its runtime folder is."""
        home = str(self.folder)
        found = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE), "LANG": "C.UTF-8"}
        return found | {"HOME": home, "XDG_RUNTIME_DIR": home}

    @property
    def pid(self) -> int:
        """Of its first process; 0 while none runs."""
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Returns when it stands. Raises DeviceError where it ended instead."""
        self.wire, end = Pipe()
        with end, self._log.open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "scripts.day.kiosk", str(end.fileno()), str(self.site)],
                env=self.environment, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, pass_fds=[end.fileno()],
            )  # fmt: skip
        try:
            ready = self.wire.recv()
        except EOFError:
            ready = None
        if not isinstance(ready, Ready):
            self.close()
            raise DeviceError(f"The kiosk did not stand: {self.last_words()}", "Try `coach doctor`.")
        self._address = ready.address

    def stop(self) -> None:
        """As systemd stops it."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
        self.close()

    @property
    def address(self) -> str:
        """Of its page."""
        return self._address

    def last_words(self) -> str:
        """What stands last in its log: states and faults, no word of anybody."""
        return " / ".join(self._log.read_text(encoding="utf-8").splitlines()[-3:]) or "its log is empty"

    def close(self) -> None:
        """Wait for its end; or end it. Without its wire it ends by itself."""
        if self._process is None:
            return
        self.wire.close()
        try:
            self._process.wait(GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None
