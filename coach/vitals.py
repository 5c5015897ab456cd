"""What the kernel tells of a process at a moment: does it run, what has it had, what does it hold (Linux, /proc)."""

import os
from dataclasses import dataclass
from pathlib import Path

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Vitals:
    """`state`: a letter as `ps` shows it. `cpu_seconds`: of all its threads, since it began, at `began_seconds` after
    the machine did. `resident_bytes`: how much of the machine's memory it has.
    """

    state: str
    cpu_seconds: float
    began_seconds: float
    resident_bytes: int

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it: it answers nothing until it is let go on. A tracer lets it go on by itself."""
        return self.state == "T"

    def had(self, seconds: float, since: "Vitals") -> bool:
        """Whether it could work for so long since then: not where it still waits for a core, or a disk."""
        return self.state not in "RD" or self.cpu_seconds - since.cpu_seconds > seconds


def vitals_of(pid: int) -> Vitals | None:
    """How a process is; None where it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    fields = told.rpartition(")")[2].split()  # the name stands in brackets and may hold anything, brackets too
    user, system, began, pages = (int(fields[place]) for place in (11, 12, 19, 21))
    return Vitals(fields[0], (user + system) / TICKS_A_SECOND, began / TICKS_A_SECOND, pages * PAGE_BYTES)
