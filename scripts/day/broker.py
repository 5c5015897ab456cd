"""The site's broker, as `scripts/make-site` sets it up, and somebody who hears everything that goes over it.

Nobody at a real site may hear all; `observer` has a certificate of its own here, and a line in the broker's list.
"""

import getpass
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from coach.errors import DeviceError
from coach.staff.line import Broker, Came, Line, Up
from coach.staff.messages import Called, call_topic, decoded
from coach.staff.trust import Papers
from scripts.day.diary import CallSeen

MAKE_SITE = Path(__file__).parents[1] / "make-site"
HOST = "127.0.0.1"
OBSERVER = "observer"
STARTING_SECONDS = 20.0
LOOK_SECONDS = 0.02


class Mosquitto:
    """A real one, with TLS, that may be killed."""

    def __init__(self, folder: Path, *kiosks: str) -> None:
        """Makes the site. Raises DeviceError where something for that is missing."""
        for program in ("mosquitto", "openssl"):
            if shutil.which(program) is None:
                raise DeviceError(f"{program} is missing.", f"sudo apt-get install {program}")
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.broker = Broker(HOST, free.getsockname()[1])
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        words = ["--broker", HOST, "--port", str(self.broker.port), "--user", getpass.getuser(), OBSERVER, *kiosks]
        subprocess.run([MAKE_SITE, folder, *words], check=True, stdout=subprocess.DEVNULL)
        with (folder / "broker" / "acl").open("a", encoding="utf-8") as rights:
            rights.write(f"\nuser {OBSERVER}\ntopic read #\n")

    @property
    def pid(self) -> int | None:
        """Of the process; None while there is none."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Returns when it takes connections. Raises DeviceError."""
        log = (self.folder / "broker.log").open("ab")
        with log:
            self._process = subprocess.Popen(["mosquitto", "-c", self.folder / "broker" / "mosquitto.conf"], stderr=log)
        until = time.monotonic() + STARTING_SECONDS
        while not self._answers():
            if time.monotonic() > until:
                raise DeviceError("Mosquitto did not start.", f"See {self.folder}/broker.log.")
            time.sleep(LOOK_SECONDS)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Kindly or not."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def keeps(self, id: int) -> bool:
        """Whether a call of this id is on its disk."""
        stored = self.folder / "broker" / "mosquitto.db"
        return stored.exists() and str(id).encode() in stored.read_bytes()

    def line(self, name: str) -> Line:
        """Of somebody with a certificate, who begins to connect."""
        papers = Papers.of(name, self.folder)
        line = Line(self.broker, name, papers)
        line.open()
        return line

    def _answers(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex((self.broker.host, self.broker.port)) == 0


class Eavesdropper:
    """`heard`: every message, topic and text. `calls`: what became of each call, as it went by."""

    def __init__(self, line: Line, kiosk: str) -> None:
        self._line, self._kiosk = line, kiosk
        self.heard: list[tuple[float, str, bytes]] = []
        self.calls: dict[int, CallSeen] = {}
        self.new_seconds = -1.0
        """When the kiosk last said something that it had not said before; what a broker kept is not new."""
        self._last: dict[str, bytes] = {}

    def listen(self, now: float) -> None:
        """All that has come by since the last time."""
        while not self._line.happened.empty():
            match self._line.happened.get():
                case Up():
                    self._line.read("#")
                case Came(topic, payload):
                    self.heard.append((now, topic, payload))
                    if topic.startswith(f"site/{self._kiosk}/") and self._last.get(topic) != payload:
                        self._last[topic], self.new_seconds = payload, now
                    self._note(now, topic, payload)

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _note(self, now: float, topic: str, payload: bytes) -> None:
        called = decoded(Called, payload) if payload else None
        if called is None or topic != call_topic(self._kiosk, called.id):
            return
        call = self.calls.setdefault(called.id, CallSeen(called.id, called.reason, now, now - called.waiting_seconds))
        if not call.steps or call.steps[-1][1:] != (called.stage, called.role):
            call.steps.append((now, called.stage, called.role))
