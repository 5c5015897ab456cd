"""The coach's engines as the system sees them: child processes that their worker named."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coach.speaking.storing import NICENESS
from coach.vitals import vitals_of
from scripts.measure.processes import children

NAMES = {"ear": "coach ear", "voice": "coach espeak", "storer": "coach espeak"}
"""How they begin; the system keeps fifteen letters."""


@dataclass(frozen=True)
class WorkerProcess:
    """`part`: one of NAMES."""

    part: str
    pid: int

    def send(self, number: signal.Signals) -> None:
        """A signal; nothing where it is gone already."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)


def find(coach: int, part: str) -> WorkerProcess | None:
    """The process in which a part of the coach with that process id lives, if there is one just now."""
    of_part = (each for each in _workers(coach) if each.part == part)
    return max(of_part, key=_began, default=None)  # while one is being replaced there are two


def _began(process: WorkerProcess) -> float:
    vitals = vitals_of(process.pid)
    return vitals.began_seconds if vitals else 0.0


def _workers(coach: int) -> Iterator[WorkerProcess]:
    for pid in children(coach):
        with suppress(OSError):
            name = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
            gives_way = os.getpriority(os.PRIO_PROCESS, pid) == NICENESS
            for part, begins in NAMES.items():
                if name.startswith(begins) and gives_way is (part == "storer"):
                    yield WorkerProcess(part, pid)
