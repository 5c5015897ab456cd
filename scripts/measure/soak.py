"""Session after session through the same engines, for hours: does anything grow, or become slow?

  scripts/soak 2                  two hours
  scripts/soak 2 --sessions 200   or 200 sessions, whichever is over first
  scripts/soak 2 --json           a line for each session, and a last one for all
  scripts/soak 2 --write          also docs/soak.md and docs/soak.png

Made-up people of every kind talk with the coach in the simulated room, one after the other; ear and voice are the real
ones, in their own processes, and no line is stored, so that both have work. What is held is looked at between two
sessions. The program has the made-up person in it too, whose sessions are judged; a coach has not.
Ended by SIGTERM or Ctrl-C it reports what it has.
"""

import argparse
import gc
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import numpy as np
from tqdm import tqdm

from coach import bootstrap, settings
from coach.effects import Effect, Line
from coach.errors import CoachError
from coach.events import Event, Heard
from coach.ports import Samples, Voice
from coach.rehearsal import persona
from coach.rehearsal.flite import Flite
from coach.rehearsal.rehearsal import Cast, rehearse
from coach.rehearsal.repeatable import RepeatableVoice
from coach.sound.room import Room
from scripts.measure.processes import Process, family, machine

PERSONAS = ("calm", "hesitant", "rising", "in_crisis", "mumbling", "silent", "hostile")
MOST_GROWTH_MEGABYTES = 50.0
GOAL_SESSIONS = 200
WARM_SESSIONS = len(PERSONAS)
"""Growth is counted from here on: after one session of each kind nothing is done for the first time."""
DOCS = Path(__file__).parents[2] / "docs"
PARTS = {"ear": "coach ear", "voice": "coach espeak"}
"""The engines' processes by the names that their workers gave them; the program itself comes first."""


class Stopwatch:
    """How long the engines took in one session. Is an observer, and the voice that it watches."""

    def __init__(self, voice: Voice) -> None:
        self.name = voice.name
        self.recognising_seconds: list[float] = []
        self.rendering_seconds: list[float] = []
        self._voice = voice

    def note(self, what: Event | Effect, now: float) -> None:
        """As `coach.ports.Observer` says."""
        if isinstance(what, Heard) and what.engine_seconds:
            self.recognising_seconds.append(what.engine_seconds)

    def render(self, line: Line, rate: float) -> Samples:
        """As the voice does. Raises EngineError, DeviceError."""
        began = time.perf_counter()
        samples = self._voice.render(line, rate)
        self.rendering_seconds.append(time.perf_counter() - began)
        return samples

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """As the voice does."""
        self._voice.prepare(lines, rate)

    def forget(self) -> None:
        """As the voice does."""
        self._voice.forget()

    def close(self) -> None:
        """The voice stays for the next session."""


class ForgetfulRoom(Room):
    """Keeps no recording: a coach has none either, and hundreds of megabytes in scraps would hide what it holds."""

    def read(self) -> Samples:
        """As in any room."""
        frame = super().read()
        self._heard.clear()
        self._played.clear()
        return frame


@dataclass(frozen=True)
class Session:
    """One that is over: how it went, and what was held after it. `seconds`: since the soak began."""

    persona: str
    ended: bool
    seconds: float
    megabytes: dict[str, float]
    handles: int
    threads: int
    recognising_seconds: list[float]
    rendering_seconds: list[float]

    @property
    def total_megabytes(self) -> float:
        """Of all processes together."""
        return sum(self.megabytes.values())


def sessions(hours: float, at_most: int) -> Iterator[Session]:
    """One after the other through the same engines, until the time or the number is over."""
    chosen = settings.load()
    pack = bootstrap.open_pack(chosen)
    safety = bootstrap.open_safety(chosen, pack)
    with ExitStack() as opened:
        ear = opened.enter_context(closing(bootstrap.open_ear(chosen)))
        voice = opened.enter_context(closing(RepeatableVoice(bootstrap.open_voice(chosen, stored=False))))
        began = time.monotonic()
        for number in count():
            if number >= at_most or time.monotonic() - began >= hours * 3600:
                return
            who = persona.find(PERSONAS[number % len(PERSONAS)])
            watch = Stopwatch(voice)
            session = bootstrap.open_session(chosen, pack, safety)
            cast = Cast(pack, session, ear, watch, Flite(who.content.voice.name), ForgetfulRoom)
            ended = rehearse(cast, who, seed=number, observers=[watch])[0].ended
            del cast, session
            gc.collect()
            held = family(os.getpid())
            yield Session(
                who.content.id, ended, time.monotonic() - began, _by_part(held),
                sum(process.handles for process in held), sum(process.threads for process in held),
                watch.recognising_seconds, watch.rendering_seconds,
            )  # fmt: skip


def _by_part(held: Sequence[Process]) -> dict[str, float]:
    """Memory of the program, of each engine, and of all else together."""
    program, *others = held
    parts = {"program": program.megabytes} | dict.fromkeys((*PARTS, "other"), 0.0)
    for process in others:
        part = next((part for part, name in PARTS.items() if process.name.startswith(name)), "other")
        parts[part] += process.megabytes
    return {part: round(megabytes, 1) for part, megabytes in parts.items()}


def summary(held: Sequence[Session]) -> dict[str, float | int | bool | None]:
    """What the goals ask about, in one line for a program. Growth and drift are of what came after the warm-up."""
    warm = held[WARM_SESSIONS - 1 :]
    totals = [session.total_megabytes for session in warm]
    drift = np.polyfit(range(len(warm)), totals, 1)[0] if len(warm) > 1 else None
    first, last = _halves(warm)
    return {
        "sessions": len(held),
        "sessions_lost": sum(not session.ended for session in held),
        "hours": round(held[-1].seconds / 3600, 2) if held else 0,
        "megabytes_first": round(held[0].total_megabytes, 1) if held else None,
        "megabytes_warm": round(totals[0], 1) if totals else None,
        "megabytes_last": round(totals[-1], 1) if totals else None,
        "growth_megabytes": round(max(totals) - totals[0], 1) if totals else None,
        "drift_megabytes_a_hundred_sessions": None if drift is None else round(100 * float(drift), 2),
        "handles_grown": warm[-1].handles - warm[0].handles if warm else None,
        "threads_grown": warm[-1].threads - warm[0].threads if warm else None,
        "recognising_p95_seconds_first_half": _percentile(first, "recognising_seconds", 95),
        "recognising_p95_seconds_second_half": _percentile(last, "recognising_seconds", 95),
    }


def _halves(held: Sequence[Session]) -> tuple[Sequence[Session], Sequence[Session]]:
    return held[: len(held) // 2], held[len(held) // 2 :]


def _percentile(held: Sequence[Session], of: str, percent: float) -> float | None:
    times = [seconds for session in held for seconds in getattr(session, of)]
    return round(float(np.percentile(times, percent)), 3) if times else None


def table(held: Sequence[Session]) -> str:
    """What was held and how long the engines took, by hour: memory after the hour's last session."""
    parts = list(held[0].megabytes) if held else []
    heads = ["hour", "sessions", "lost", *(f"{part}, MB" for part in parts), "all, MB", "handles", "threads"]
    heads += ["recognising p50, ms", "p95", "rendering p50, ms", "p95"]
    rows = [heads, ["---"] * len(heads)]
    by_hour: dict[int, list[Session]] = {}
    for session in held:
        by_hour.setdefault(int(session.seconds // 3600) + 1, []).append(session)
    for hour, of_hour in by_hour.items():
        last = of_hour[-1]
        cells: list[object] = [hour, len(of_hour), sum(not session.ended for session in of_hour)]
        cells += [f"{last.megabytes[part]:.0f}" for part in parts]
        cells += [f"{last.total_megabytes:.0f}", last.handles, last.threads]
        for of in ("recognising_seconds", "rendering_seconds"):
            cells += [_milliseconds(_percentile(of_hour, of, percent)) for percent in (50, 95)]
        rows.append([str(cell) for cell in cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _milliseconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{1000 * seconds:.0f}"


def page(held: Sequence[Session], load: tuple[float, float]) -> str:
    """The report. `load`: of the machine, at the beginning and at the end: others may have used it too."""
    told = "\n".join(f"- {name.replace('_', ' ')}: {value}" for name, value in summary(held).items())
    return f"""# Session after session

Written by `scripts/soak {max(1, round(held[-1].seconds / 3600))} --write` on {datetime.now(UTC):%Y-%m-%d}.
{machine()}; load {load[0]:.1f} at the beginning, {load[1]:.1f} at the end.

Made-up people of seven kinds, one after the other, through the same real ear and real voice, in the simulated room.
The goal: {GOAL_SESSIONS} sessions in a row, under {MOST_GROWTH_MEGABYTES:g} MB of growth, no drift. Growth and drift
are counted after {WARM_SESSIONS} sessions, one of each kind; growth is to the highest moment, drift a straight line
through all. The program has the made-up person in it too, and the judge of what was heard; a coach has not.

{told}

{table(held)}

![Memory of each process after each session](soak.png)
"""


def draw(held: Sequence[Session], path: Path) -> None:
    """Memory of each process after each session."""
    import matplotlib  # noqa: PLC0415 - a second that only pictures need

    matplotlib.use("Agg")
    from matplotlib import pyplot  # noqa: PLC0415

    figure, axes = pyplot.subplots(figsize=(9, 4))
    numbers = range(1, len(held) + 1)
    for part in held[0].megabytes:
        axes.plot(numbers, [session.megabytes[part] for session in held], label=part)
    axes.plot(numbers, [session.total_megabytes for session in held], "k", label="all")
    axes.set(xlabel="sessions", ylabel="MB (PSS)", ylim=(0, None), title="Memory after each session")
    axes.legend(loc="center right")
    figure.savefig(path, dpi=100, bbox_inches="tight")
    pyplot.close(figure)


def main() -> None:
    """Hold sessions and look."""
    parser = argparse.ArgumentParser("soak", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hours", type=float, metavar="HOURS")
    parser.add_argument("--sessions", type=int, default=sys.maxsize, metavar="N", help="at most so many")
    parser.add_argument("--json", action="store_true", help="a line for each session, and a last one for all")
    parser.add_argument("--write", action="store_true", help="write docs/soak.md and docs/soak.png")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    held: list[Session] = []
    load = os.getloadavg()[0]
    with suppress(KeyboardInterrupt):
        for session in tqdm(sessions(arguments.hours, arguments.sessions), unit=" sessions", disable=None):
            held.append(session)
            if arguments.json:
                print(json.dumps(asdict(session)), flush=True)
    if not held:
        sys.exit("No session was over yet.")
    if arguments.write:
        (DOCS / "soak.md").write_text(page(held, (load, os.getloadavg()[0])), encoding="utf-8")
        draw(held, DOCS / "soak.png")
    told = summary(held)
    print(json.dumps(told) if arguments.json else f"{table(held)}\n\n{told}")
    sys.exit(bool(told["sessions_lost"]) or (told["growth_megabytes"] or 0) > MOST_GROWTH_MEGABYTES)


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
