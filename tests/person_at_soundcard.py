"""A persona at the other end of a sound card: reads what the coach does, and answers aloud, in real time."""

import json
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from coach.content.pack import Pack
from coach.effects import Expectation, Listen, Say
from coach.ports import RATE_HERTZ, Samples
from coach.rehearsal import persona
from coach.rehearsal.flite import Flite
from coach.rehearsal.meaning import Judge
from coach.rehearsal.person import Person
from coach.sound.wav import write_sound


class Mouth:
    """Where a person speaks: plays to PulseAudio as `paplay` does. Takes the place of the simulated room."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._environment = environment
        self._path = folder / "reply.wav"
        self._player: subprocess.Popen[bytes] | None = None

    def now(self) -> float:
        """Seconds of real time."""
        return time.monotonic()

    def speak(self, samples: Samples, at_seconds: float) -> None:
        """Play after the silence that is left until then."""
        self.fall_silent()
        ahead = np.zeros(max(0, round((at_seconds - self.now()) * RATE_HERTZ)), np.float32)
        write_sound(self._path, np.concatenate([ahead, samples]))
        # Where the sound server is away it complains.
        self._player = subprocess.Popen(
            ["paplay", str(self._path)], env=dict(self._environment), stderr=subprocess.DEVNULL
        )

    def fall_silent(self) -> None:
        """Break off."""
        if self._player is not None:
            self._player.terminate()
            self._player.wait()
            self._player = None


def converse(feed: Iterable[str], name: str, pack: Pack, environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Answer the coach whose JSON lines are `feed`, until it ends. Returns all lines."""
    who = persona.find(name).content
    with tempfile.TemporaryDirectory() as folder:
        mouth = Mouth(environment, Path(folder))
        person = Person(who, Flite(who.voice.name), mouth, Judge(pack))  # type: ignore[arg-type] # a mouth is no whole room
        lines = []
        for text in feed:
            line = json.loads(text)
            lines.append(line)
            if "say" in line:
                person.note(Say(()), mouth.now())
            if "listen" in line:
                person.note(Listen(len(lines), Expectation(()), line["listen"]), mouth.now())
        mouth.fall_silent()
    return lines
