"""A real `coach run --json` at a sound stage and at a terminal, with a made-up person who answers it aloud."""

import json
import os
import pty
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from coach.content.pack import Pack
from coach.effects import Effect, Expectation, Line, Listen, Pace, Say
from coach.rehearsal import persona
from coach.rehearsal.flite import Flite
from coach.rehearsal.meaning import Judge
from coach.rehearsal.person import Person, Utterance
from scripts.measure.processes import children
from scripts.storm.sound_stage import SoundStage
from scripts.storm.step import StepWatch
from tests.person_at_soundcard import Mouth

HOUSE = Path(__file__).parents[2]
GONE_SECONDS = 10.0
"""How long an ending is waited for."""
LOOK_SECONDS = 0.05


class LiveCoach:
    """`lines`: what the feed told, each with the moment at which it came. All moments are `time.monotonic`."""

    def __init__(self, stage: SoundStage, pack: Pack, name: str, folder: Path) -> None:
        """`name`: of the persona, or its path."""
        self._stage = stage
        self._who = persona.find(name).content
        self._mouth = Mouth(stage.person_environment, folder)
        self._person = Person(self._who, Flite(self._who.voice.name), self._mouth, Judge(pack))  # type: ignore[arg-type]
        self.watch = StepWatch(pack)
        self.lines: list[tuple[float, dict[str, Any]]] = []
        self._told = folder / "stderr"
        self._keyboard, terminal = pty.openpty()
        environment = {"COACH_COUNTRY": "us", "COACH_CACHE_FOLDER": str(folder / "cache"), "PYTHONPATH": str(HOUSE)}
        with self._told.open("w", encoding="utf-8") as told:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "coach", "run", "--json"],
                env=stage.coach_environment | environment,
                stdin=terminal, stdout=subprocess.PIPE, stderr=told, text=True, start_new_session=True,
            )  # fmt: skip
        os.close(terminal)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    @property
    def persona(self) -> str:
        """Whom it talks with."""
        return self._who.id

    @property
    def pid(self) -> int:
        """Of the coach."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process.poll() is None

    @property
    def ended(self) -> bool:
        """Whether the session came to its end."""
        return any("end" in line for _, line in self.lines)

    @property
    def utterances(self) -> list[Utterance]:
        """What the person has said so far."""
        return list(self._person.utterances.values())

    def last_words(self) -> str:
        """What the program said of itself at its end."""
        return " / ".join(self._told.read_text(encoding="utf-8").splitlines()[-3:])

    def press(self, key: str) -> None:
        """A key of the terminal."""
        os.write(self._keyboard, key.encode())

    def family(self) -> list[int]:
        """The coach and all processes that it has started."""
        return [self.pid, *children(self.pid)]

    def send_all(self, number: signal.Signals) -> None:
        """A signal to the whole family, as a machine's suspension holds all."""
        for pid in self.family():
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def end_by(self, number: signal.Signals) -> tuple[float, list[str]]:
        """Have it ended: seconds until the last of its processes was gone, and the names of those that never were."""
        family, began = self.family(), time.monotonic()
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number) if number == signal.SIGINT else os.kill(self.pid, number)
        while any(map(_lives, family)) and time.monotonic() < began + GONE_SECONDS:
            self._process.poll()  # or it would stay as a zombie
            time.sleep(LOOK_SECONDS)
        gone_seconds, left = time.monotonic() - began, list(filter(_lives, family))
        names = [_name(pid) for pid in left]
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return gone_seconds, names

    def close(self) -> None:
        """Whatever is left of it."""
        for pid in self.family():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()
        self._reader.join()
        os.close(self._keyboard)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for text in self._process.stdout:
            line = json.loads(text)
            self.lines.append((time.monotonic(), line))
            for effect in _effects(line, len(self.lines)):
                self.watch.note(effect, time.monotonic())
                self._person.note(effect, self._mouth.now())
        self._mouth.fall_silent()


def _effects(line: dict[str, Any], number: int) -> list[Effect]:
    if "say" in line:
        return [Say(tuple(Line(said["id"], said["text"]) for said in line["say"]))]
    if "pace" in line:
        return [Pace(line["inhale_seconds"], line["exhale_seconds"], line["pace"])]
    if "listen" in line:
        return [Listen(number, Expectation(()), line["listen"])]
    return []


def _name(pid: int) -> str:
    """As `top` shows it, and how it is: T is stopped."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").partition("(")[2][:20].replace(")", "")
    except OSError:
        return "just gone"


def _lives(pid: int) -> bool:
    """Whether it runs, or could."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
