"""What the processes of a program hold and use."""

import os
import subprocess
import sys

from scripts.measure.processes import family, machine

WAITS = "import sys; print('ready', flush=True); sys.stdin.read()"


def test_a_program_is_told_with_what_it_started() -> None:
    """Itself first; each with memory, handles, threads and time of the CPU."""
    with subprocess.Popen([sys.executable, "-c", WAITS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        held = family(os.getpid())
        child.communicate()
    assert held[0].pid == os.getpid() and child.pid in [process.pid for process in held]
    assert all(process.megabytes > 1 and process.handles > 0 and process.threads > 0 for process in held)
    assert held[0].cpu_seconds > 0


def test_who_is_gone_is_left_out() -> None:
    """Also where it goes while somebody looks."""
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    assert family(child.pid) == []


def test_a_figure_names_its_machine() -> None:
    """Cores, memory and system, and a CPU even where the kernel does not name its model."""
    assert f"{os.cpu_count()} cores" in machine() and "GB" in machine() and os.uname().release in machine()
