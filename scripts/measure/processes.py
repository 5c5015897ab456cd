"""What the processes of a program hold and use, as the kernel tells it (Linux, /proc)."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coach.vitals import vitals_of

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """One process at a moment. `megabytes`: its share of memory; what several share is divided among them (PSS)."""

    pid: int
    name: str
    megabytes: float
    handles: int
    threads: int
    cpu_seconds: float


def family(pid: int) -> list[Process]:
    """A process and all that it started, itself first. One that ends meanwhile is left out."""
    found = []
    for member in pids(pid):
        with suppress(OSError, ProcessLookupError):
            found.append(_process(member))
    return found


def machine() -> str:
    """Model of the CPU, cores, memory and system, for every figure that depends on them."""
    models = [line.split(":")[1].strip() for line in _lines(PROC / "cpuinfo") if line.startswith("model name")]
    memory = next(int(line.split()[1]) for line in _lines(PROC / "meminfo") if line.startswith("MemTotal"))
    release = dict(line.split("=", 1) for line in _lines(Path("/etc/os-release")) if "=" in line)
    system = release.get("PRETTY_NAME", os.uname().sysname).strip('"')
    cpu = f"{models[0] if models else 'CPU of unknown model'} ({os.uname().machine})"
    return f"{cpu}, {os.cpu_count()} cores, {memory / 2**20:.0f} GB, {system}, Linux {os.uname().release}"


def children(pid: int) -> list[int]:
    """The processes that a process has started and that live."""
    found: list[int] = []
    with suppress(OSError):  # it ended meanwhile
        for task in (PROC / str(pid) / "task").iterdir():
            found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def pids(pid: int) -> Iterator[int]:
    """A process and all that it started, and so on, itself first."""
    yield pid
    for child in children(pid):
        yield from pids(child)


def _process(pid: int) -> Process:
    folder = PROC / str(pid)
    pss = next(int(line.split()[1]) for line in _lines(folder / "smaps_rollup") if line.startswith("Pss:"))
    vitals = vitals_of(pid)
    return Process(
        pid=pid,
        name=(folder / "comm").read_text(encoding="utf-8").strip(),
        megabytes=pss / 1024,
        handles=len(list((folder / "fd").iterdir())),
        threads=len(list((folder / "task").iterdir())),
        cpu_seconds=vitals.cpu_seconds if vitals else 0.0,
    )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
