"""A site with real parts: its own authority, a real Mosquitto with the configuration that we ship, its staff."""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty
from typing import Any, TypeVar

import pytest

from coach.staff.line import Broker, Came, Happening, Line, Up
from coach.staff.messages import Answer, Called, State, answer_topic, call_topic, decoded, state_topic
from coach.staff.trust import Papers

MAKE_SITE = Path(__file__).parents[2] / "scripts" / "make-site"
PATIENCE_SECONDS = 30.0
"""What has not happened by then does not happen."""
KIOSKS = ("ward-3", "ward-4")

Kind = TypeVar("Kind")


def require_mosquitto() -> None:
    """Skip where there is none; in CI that is a failure."""
    if shutil.which("mosquitto") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Mosquitto is missing: apt-get install mosquitto")


def until(happened: Callable[[], Kind | None]) -> Kind:
    """Look until something is there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if (found := happened()) is not None:
            return found
        time.sleep(0.01)  # real processes: nobody tells us when
    raise AssertionError("It did not happen.")


class Site:
    """Made once; the broker comes and goes."""

    def __init__(self, folder: Path, *options: str) -> None:
        require_mosquitto()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.broker = Broker("127.0.0.1", free.getsockname()[1])
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        user = ("--user", getpass.getuser())
        self.make("--broker", "127.0.0.1", "--port", str(self.broker.port), *user, *options, *KIOSKS)

    def make(self, *words: str) -> None:
        """Run the script that makes a site."""
        subprocess.run([MAKE_SITE, self.folder, *words], check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """The broker, and wait until it takes connections."""
        configuration = self.folder / "broker" / "mosquitto.conf"
        self._process = subprocess.Popen(["mosquitto", "-c", configuration], stderr=subprocess.DEVNULL)
        until(self._answers)

    @property
    def pid(self) -> int:
        """Of the broker, while it runs."""
        assert self._process is not None
        return self._process.pid

    def keeps(self, what: str) -> bool:
        """Whether the broker has it on the disk."""
        stored = self.folder / "broker" / "mosquitto.db"
        return stored.exists() and what.encode() in stored.read_bytes()

    def keeps_now(self, what: str) -> bool:
        """The same, soon: the broker is told to write, or it would wait for the next change."""
        os.kill(self.pid, signal.SIGUSR1)
        return self.keeps(what)

    def hang(self) -> None:
        """The broker is there, and does nothing."""
        if self._process:
            self._process.send_signal(signal.SIGSTOP)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the broker, kindly or not."""
        if self._process:
            self._process.send_signal(how)
            self._process.send_signal(signal.SIGCONT)  # it may have been stopped
            self._process.wait(PATIENCE_SECONDS)
            self._process = None

    def papers(self, name: str) -> Papers:
        """The certificate of somebody."""
        return Papers.of(name, self.folder)

    def line(self, name: str, papers: Papers | None = None) -> Line:
        """A line of somebody, that begins to connect."""
        line = Line(self.broker, name, papers or self.papers(name))
        line.open()
        return line

    def _answers(self) -> bool | None:
        with socket.socket() as tried:
            return True if tried.connect_ex(("127.0.0.1", self.broker.port)) == 0 else None


def happening(line: Line, kind: type[Kind] | tuple[type[Kind], ...]) -> Any:
    """The next of these kinds on a line."""

    def next_one() -> Kind | None:
        try:
            what: Happening = line.happened.get(timeout=0.1)
        except Empty:
            return None
        return what if isinstance(what, kind) else None

    return until(next_one)


class Staff:
    """Somebody who sees the calls of all kiosks and answers them."""

    def __init__(self, site: Site) -> None:
        self._line = site.line("staff-page")
        self.seen: list[Came] = []
        self._look(happening(self._line, Up))

    def sees(self, wanted: Callable[[Called], bool], kiosk: str = "ward-3") -> Called:
        """The next call of a kiosk that is as wanted."""

        def one() -> Called | None:
            came = self._next()
            called = decoded(Called, came.payload) if came.topic.startswith(call_topic(kiosk, "")) else None
            return called if called and wanted(called) else None

        return until(one)

    def sees_state(self, wanted: Callable[[State], bool], kiosk: str = "ward-3") -> State:
        """The next state of a kiosk that is as wanted."""

        def one() -> State | None:
            came = self._next()
            state = decoded(State, came.payload) if came.topic == state_topic(kiosk) else None
            return state if state and wanted(state) else None

        return until(one)

    def answer(self, call: Called, did: str = "answered", kiosk: str = "ward-3") -> None:
        """Take it, or clear it."""
        self.send(answer_topic(kiosk, call.id), Answer.model_validate({"id": call.id, "did": did}).encoded())

    def send(self, topic: str, payload: bytes) -> None:
        """Whatever."""
        self._line.send(topic, payload)

    def _look(self, _: Up) -> None:
        for topic in (call_topic("+", "+"), state_topic("+")):
            self._line.read(topic)

    def _next(self) -> Came:
        """What comes next; a line that stands again has to be read again."""
        what: Came | Up = happening(self._line, (Came, Up))
        while isinstance(what, Up):
            self._look(what)
            what = happening(self._line, (Came, Up))
        self.seen.append(what)
        return what

    def leave(self) -> None:
        """The page is closed."""
        self._line.close()
