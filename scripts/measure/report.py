"""All tables of a measurement, with when and where it was made."""

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scripts.measure import table
from scripts.measure.hearing import Hearing
from scripts.measure.picture import draw_confusions
from scripts.measure.task import TASKS

CPU = Path("/proc/cpuinfo")


def circumstances(ear: str) -> dict[str, str]:
    """What has to stand with every figure."""
    models = [line.split(":")[1].strip() for line in CPU.read_text().splitlines() if line.startswith("model name")]
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "machine": f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores",
        "load": f"{os.getloadavg()[0]:.1f}",
        "ear": ear,
    }


def report(hearings: Sequence[Hearing]) -> Iterator[str]:
    """The tables of each task that was heard."""
    for name in dict.fromkeys(hearing.task for hearing in hearings):
        task = TASKS[name]
        heard = [hearing for hearing in hearings if hearing.task == name]
        yield f"## {task.title}\n"
        yield {"answers": table.answers, "nothing": table.nothing, "risk": table.risk}[task.sort](heard) + "\n"
        if heard[0].speaker.startswith(("espeak", "flite")):
            yield table.by_voice(heard) + "\n"
        if times := table.times(heard):
            yield times + "\n"
        if failures := table.failures(heard):
            yield f"{failures}\n"


def draw_all(hearings: Sequence[Hearing], folder: Path) -> None:
    """A picture for each task with answers and each noise."""
    for name, noise in dict.fromkeys((hearing.task, hearing.noise) for hearing in hearings):
        task = TASKS[name]
        if task.sort == "answers":
            group = [hearing for hearing in hearings if (hearing.task, hearing.noise) == (name, noise)]
            draw_confusions(group, f"{task.title}, {noise}", folder / f"{name}-{noise.replace(' ', '')}.png")
