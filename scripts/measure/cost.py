"""What a session costs on this machine: how soon it speaks and answers, CPU while it waits, memory, how true it paces.

  scripts/measure-cost            everything, about half an hour, ten minutes of it breathing
  scripts/measure-cost --quick    a tenth of it, to see whether it works
  scripts/measure-cost --json     the last line is for a program
  scripts/measure-cost --write    also docs/cost.md, and the table in the README

`coach run` itself is started, with the real ear and voice, on a sound card that is made of nothing: null sinks of a
PulseAudio of its own. A made-up person answers aloud. Nothing else should be busy meanwhile: the load is told.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from statistics import median
from typing import IO, Any

import numpy as np

from coach import bootstrap, settings
from coach.errors import CoachError
from coach.ports import RATE_HERTZ
from scripts.measure import bill
from scripts.measure.cues import AUDIBLE, drift_seconds, errors_seconds
from scripts.measure.live import SIX_A_MINUTE, TOLD
from scripts.measure.processes import family, machine
from tests.person_at_soundcard import converse
from tests.soundcard import Soundcard, soundcard

COACH = [sys.executable, "-m", "coach", "run", "--json"]
SHELF = [sys.executable, "-m", "coach", "run", "--always-on", "--json"]
LIVE = [sys.executable, "-m", "scripts.measure.live"]
STARTS, TURNS, QUIET_SECONDS, BREATHS = 5, 20, 120.0, SIX_A_MINUTE.breaths
SETTLING_SECONDS = 10.0
"""After which nothing of the start goes on."""
QUIET_LOAD = 0.7
PARTS_OF_A_TURN = ("endpointing", "recognising", "deciding", "speaking")


def measure(card: Soundcard, share: float) -> Iterator[tuple[str, float]]:
    """Every figure by its name in `bill.ROWS`, as soon as it is there. `share`: of the full number or time."""
    coach = card.environment(sink="speaker", source="mic")
    starts = max(2, round(STARTS * share))
    yield "typed", median(_first_line(coach) for _ in range(starts))
    with tempfile.TemporaryDirectory() as empty:
        yield "spoken_first", _first_sound(card, coach | {"COACH_CACHE_FOLDER": empty})
    _store_prompts()
    yield "spoken", median(_first_sound(card, coach) for _ in range(starts))
    with card.room_noise():
        yield "waiting", _waiting_percent(coach, QUIET_SECONDS * share)
        yield "listening", _listening_percent(coach, QUIET_SECONDS * share)
        turns, memory = _talk(card, coach, max(3, round(TURNS * share)))
        for part in PARTS_OF_A_TURN:
            yield part, median(turn[part] for turn in turns)
        yield "turn", median(sum(turn.values()) for turn in turns)
        yield "turn_p95", float(np.percentile([sum(turn.values()) for turn in turns], 95))
        for name, megabytes in memory.items():
            yield f"memory_{name}", megabytes
        yield "memory", sum(memory.values())
        yield "memory_without_voice", sum(memory.values()) - memory.get("voice", 0.0)
        errors = _breathe(card, coach, max(4, round(BREATHS * share)))
    yield "cue_worst", max(map(abs, errors))
    yield "cue_drift", drift_seconds(errors)


def _store_prompts() -> None:
    """As set-up does: what follows is the second start, and nothing is rendered in the background."""
    chosen = settings.load()
    with closing(bootstrap.open_voice(chosen)) as voice:
        voice.store(bootstrap.prompts(chosen, bootstrap.open_pack(chosen)))
        voice.wait_until_stored()


@contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str]) -> "Iterator[subprocess.Popen[str]]":
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, env=dict(environment), stdin=quiet, stdout=subprocess.PIPE, stderr=quiet, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def _lines(process: "subprocess.Popen[str]") -> Iterator[dict[str, Any]]:
    assert process.stdout is not None
    yield from map(json.loads, process.stdout)


def _first_line(environment: Mapping[str, str]) -> float:
    """Seconds from the start of a typed session to its first prompt."""
    began = time.monotonic()
    with _running([*COACH, "--typed"], environment) as process:
        next(line for line in _lines(process) if "say" in line)
        return time.monotonic() - began


@contextmanager
def _recording(card: Soundcard) -> Iterator[IO[bytes]]:
    """What the loudspeaker plays meanwhile: 16 kHz, mono, floats; from the null sink's monitor."""
    command = ["parec", "--device=ears", f"--rate={RATE_HERTZ}", "--channels=1", "--format=float32le"]
    with subprocess.Popen([*command, "--latency-msec=10"], env=dict(card.base), stdout=subprocess.PIPE) as recorder:
        assert recorder.stdout is not None
        try:
            recorder.stdout.read(4)  # the first sample: it records
            yield recorder.stdout
        finally:
            recorder.terminate()


def _first_sound(card: Soundcard, environment: Mapping[str, str]) -> float:
    """Seconds from the start of a spoken session to the first sample at the loudspeaker."""
    with _recording(card) as recorder:
        began = time.monotonic()
        with _running(COACH, environment):
            while not (np.abs(np.frombuffer(recorder.read(640), np.float32)) > AUDIBLE).any():
                pass
            return time.monotonic() - began


def _cpu_seconds(pid: int) -> float:
    return sum(process.cpu_seconds for process in family(pid))


def _waiting_percent(environment: Mapping[str, str], seconds: float) -> float:
    """CPU of a coach that sleeps on its shelf, in per cent of a core."""
    with _running(SHELF, environment) as process:
        next(line for line in _lines(process) if "asleep" in line)
        time.sleep(SETTLING_SECONDS)
        before = _cpu_seconds(process.pid)
        time.sleep(seconds)
        return 100 * (_cpu_seconds(process.pid) - before) / seconds


def _listening_percent(environment: Mapping[str, str], seconds: float) -> float:
    """CPU of a session while its microphone is open and nobody speaks; what it says in between does not count."""
    listened = used = 0.0
    opened: tuple[float, float] | None = None
    with _running(COACH, environment) as process:
        for line in _lines(process):
            if opened:
                listened, used = listened + time.monotonic() - opened[0], used + _cpu_seconds(process.pid) - opened[1]
                opened = None
            if listened >= seconds or "end" in line:
                break
            if "listen" in line:
                opened = time.monotonic(), _cpu_seconds(process.pid)
    return 100 * used / listened


def _talk(
    card: Soundcard, environment: Mapping[str, str], turns: int
) -> tuple[list[dict[str, float]], dict[str, float]]:
    """So many turns with a made-up person; and the memory of each process at the moment when it was most."""
    told: list[dict[str, float]] = []
    most: dict[str, float] = {}
    with _running(LIVE, environment) as process:

        def feed() -> Iterator[str]:
            nonlocal most
            assert process.stdout is not None
            for text in process.stdout:
                if TOLD in (line := json.loads(text)):
                    told.append(line[TOLD])
                    most = max(most, _memory(process.pid), key=lambda held: sum(held.values()))
                    if len(told) == turns:
                        return
                yield text

        person = card.environment(sink="air", source="ears")
        converse(feed(), "calm", bootstrap.open_pack(settings.load()), person)
    return told, most


def _memory(pid: int) -> dict[str, float]:
    program, *others = family(pid)
    parts = {"program": program.megabytes, "ear": 0.0, "voice": 0.0, "other": 0.0}
    for process in others:
        part = {"coach ear": "ear", "coach esp": "voice"}.get(process.name[:9], "other")
        parts[part] += process.megabytes
    return parts


def _breathe(card: Soundcard, environment: Mapping[str, str], breaths: int) -> list[float]:
    """How late each cue of so many breaths was, by the samples of the null sink's monitor."""
    pace = replace(SIX_A_MINUTE, breaths=breaths)
    with tempfile.TemporaryFile() as sound:
        with _recording(card) as recorder, _running([*LIVE, "--breaths", str(breaths)], environment) as process:
            while process.poll() is None:
                sound.write(recorder.read(65536))
        sound.seek(0)
        samples = np.frombuffer(sound.read()[: sound.tell() // 4 * 4], np.float32)
    return errors_seconds(samples, pace)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(
        "measure-cost", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: to see whether it works")
    parser.add_argument("--json", action="store_true", help="the last line is for a program")
    parser.add_argument("--write", action="store_true", help="write docs/cost.md, and the table in the README")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"{machine()}; load {load:.1f}", flush=True)
    if load >= QUIET_LOAD:
        print("Somebody else is using this machine: these are no figures to keep.", flush=True)
    figures: dict[str, float] = {}
    with soundcard() as card:
        for name, figure in measure(card, 0.1 if arguments.quick else 1.0):
            figures[name] = round(figure, 4)
            print(bill.line(name, figure), flush=True)
    if arguments.write:
        bill.write(figures, machine(), load)
    if arguments.json:
        print(json.dumps(figures | {"machine": machine(), "load": load}))


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
