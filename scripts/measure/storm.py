"""Sessions in which everything breaks: a made-up person talks with the coach in the simulated room, with the real ear
and the real voice, and faults come at random moments.

  scripts/fault-storm                 300 faults, about half an hour
  scripts/fault-storm --faults 20     fewer
  scripts/fault-storm --seed 2        at other moments
  scripts/fault-storm --json          a line for each session, and a last one for all

The engines' processes are really killed and really stopped; microphone and loudspeaker go away, or give zeros or no
numbers, for some seconds. A session is lost where it does not come to its end; a safety word, where somebody said that
they want to die and no safety path was opened. Recovery is of an engine: real seconds from the fault to the next thing
that the coach says or hears; the room passes its waits in no time.

The room counts frames and waits for the engines. What a live session does meanwhile is tried by tests over PulseAudio.
"""

import argparse
import json
import math
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random

import numpy as np
from tqdm import tqdm

from coach import settings
from coach.effects import Effect
from coach.errors import CoachError, DeviceError
from coach.events import Event, Heard, PromptStarted
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, Samples
from coach.rehearsal import persona
from coach.rehearsal.rehearsal import hire, rehearse
from coach.sound.room import Room

PERSONAS = ("calm", "in_crisis", "hesitant", "rising")
DANGER = "suicide"
"""What the second of them means once."""
BETWEEN_FAULTS_SECONDS = 20.0
"""Of the room's time, on average."""
AWAY_SECONDS = (1.0, 8.0)
NAMES = {"ear": "coach ear", "voice": "coach espeak"}
ENGINES = ("ear killed", "ear stopped", "voice killed", "voice stopped")
DEVICES = ("microphone away", "microphone of zeros", "microphone of no numbers", "loudspeaker away")


@dataclass
class Fault:
    """What broke, when in the room's time; of an engine, how long it took until the coach spoke or heard again."""

    kind: str
    at_seconds: float
    recovery_seconds: float | None = None


@dataclass
class Weather:
    """The faults of one session, and what they begin in. Is an observer: what the coach says or hears is recovery.

    `left`: how many faults may still come. `broken`: the device that is away, and until when.
    """

    chance: Random
    left: int
    faults: list[Fault] = field(default_factory=list)
    broken: str | None = None
    until_seconds: float = 0.0
    _real_seconds: float = 0.0

    def pass_frame(self, now: float) -> None:
        """Perhaps something breaks now."""
        if self.broken and now >= self.until_seconds:
            self.broken = None
        calm = self.left > 0 and not self.broken and not self._recovering()
        if calm and self.chance.random() < FRAME_SECONDS / BETWEEN_FAULTS_SECONDS:
            self._break(self.chance.choice(ENGINES + DEVICES), now)

    def note(self, what: Event | Effect, now: float) -> None:
        """As `coach.ports.Observer` says."""
        if isinstance(what, Heard | PromptStarted) and self._recovering():
            self.faults[-1].recovery_seconds = time.monotonic() - self._real_seconds

    def _recovering(self) -> bool:
        return bool(self.faults) and self.faults[-1].kind in ENGINES and self.faults[-1].recovery_seconds is None

    def _break(self, kind: str, now: float) -> None:
        self.left -= 1
        self.faults.append(Fault(kind, now))
        self._real_seconds = time.monotonic()
        if kind in ENGINES:
            part, what = kind.split()
            _send(part, signal.SIGKILL if what == "killed" else signal.SIGSTOP)
        else:
            self.broken, self.until_seconds = kind, now + self.chance.uniform(*AWAY_SECONDS)


def _send(part: str, number: signal.Signals) -> None:
    """To the engine's process, which the system knows by the name that its worker gave it."""
    for process in multiprocessing.active_children():
        if process.pid is not None and NAMES[part] in Path(f"/proc/{process.pid}/comm").read_text("utf-8"):
            os.kill(process.pid, number)


class StormyRoom(Room):
    """A room in which things break."""

    def __init__(self, weather: Weather, noise: Samples | None, echo_db: float | None, limit_seconds: float) -> None:
        super().__init__(noise, echo_db, limit_seconds)
        self._weather = weather
        self._told = False

    def read(self) -> Samples:
        """The next frame, or what a broken microphone gives. Raises DeviceError once when it is away."""
        frame = super().read()
        self._weather.pass_frame(self.now())
        match self._weather.broken:
            case "microphone away" if not self._told:
                self._told = True
                raise DeviceError("The microphone is gone.", "Plug it in again.")
            case "microphone away" | "microphone of zeros":
                return np.zeros(FRAME_SAMPLES, np.float32)
            case "microphone of no numbers":
                return np.full(FRAME_SAMPLES, np.nan, np.float32)
        self._told = False
        return frame

    def play(self, samples: Samples) -> None:
        """Raises DeviceError while the loudspeaker is away."""
        if self._weather.broken == "loudspeaker away":
            self.stop()
            raise DeviceError("The loudspeaker is gone.", "Plug it in again.")
        super().play(samples)

    @property
    def sounding(self) -> bool:
        """A loudspeaker that is away is quiet."""
        if self._weather.broken == "loudspeaker away":
            self.stop()
        return super().sounding


@dataclass(frozen=True)
class Session:
    """How one went."""

    persona: str
    ended: bool
    safety_word_lost: bool
    faults: list[Fault]


def sessions(faults: int, seed: int) -> Iterator[Session]:
    """One after the other, until so many faults have come."""
    left, number = faults, 0
    while left > 0:
        name = PERSONAS[number % len(PERSONAS)]
        weather = Weather(Random(f"{seed} {number}"), left)
        chosen = persona.find(name)

        def make_room(noise: Samples | None, echo_db: float | None, limit: float, weather: Weather = weather) -> Room:
            return StormyRoom(weather, noise, echo_db, limit)

        with hire(settings.load(), chosen) as cast:
            outcome, _ = rehearse(replace(cast, make_room=make_room), chosen, seed + number, [weather])
        led = any(script in cast.pack.safety for prompt in outcome.prompts for script in prompt.scripts)
        said = any(turn.utterance and turn.utterance.meant == DANGER for turn in outcome.turns)
        yield Session(name, outcome.ended, said and not led, weather.faults)
        left -= len(weather.faults)
        number += 1


def main() -> None:
    """Break and count."""
    parser = argparse.ArgumentParser(
        "fault-storm", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--faults", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    held: list[Session] = []
    with tqdm(total=arguments.faults, unit=" faults", disable=None) as bar:
        for session in sessions(arguments.faults, arguments.seed):
            held.append(session)
            bar.update(len(session.faults))
            if arguments.json:
                print(json.dumps(asdict(session)), flush=True)
    report(held, arguments.json)
    sys.exit(any(not session.ended or session.safety_word_lost for session in held))


def report(held: list[Session], as_json: bool) -> None:
    """All of them together."""
    faults = [fault for session in held for fault in session.faults]
    recoveries = [fault.recovery_seconds for fault in faults if fault.recovery_seconds is not None]
    if not as_json:
        print(f"{'fault':26} {'times':>5} {'p50':>6} {'p95':>6} {'worst':>6} s until the coach spoke or heard again")
        for kind in ENGINES + DEVICES:
            times = sum(fault.kind == kind for fault in faults)
            of_kind = [f.recovery_seconds for f in faults if f.kind == kind and f.recovery_seconds is not None]
            p50, p95, worst = np.percentile(of_kind, [50, 95, 100]) if of_kind else (math.nan,) * 3
            print(f"{kind:26} {times:5} {p50:6.1f} {p95:6.1f} {worst:6.1f}")
    total = {
        "sessions": len(held),
        "faults": len(faults),
        "sessions_lost": sum(not session.ended for session in held),
        "safety_words_lost": sum(session.safety_word_lost for session in held),
        "recovery_p95_seconds": round(float(np.percentile(recoveries, 95)), 2) if recoveries else None,
    }
    words = "; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in total.items())
    print(json.dumps(total) if as_json else words)


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
