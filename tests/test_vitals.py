"""What the kernel tells of a process."""

import os
import signal
import subprocess
import sys
from dataclasses import replace

from coach.vitals import vitals_of


def test_time_that_it_had_is_told_from_time_that_passed() -> None:
    """This process works; who sleeps could have worked; who waits for a core or a disk could not."""
    before = vitals_of(os.getpid())
    sum(range(3_000_000))
    after = vitals_of(os.getpid())
    assert before is not None and after is not None
    assert after.had(0.01, since=before) and not after.had(60.0, since=before)
    asleep, at_the_disk = replace(before, state="S"), replace(before, state="D")
    assert asleep.had(60.0, since=before) and not at_the_disk.had(0.0, since=before)


def test_who_was_stopped_is_told_from_who_sleeps() -> None:
    """And who is gone is told from both."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        os.kill(process.pid, signal.SIGSTOP)
        os.waitpid(process.pid, os.WUNTRACED)
        stopped = vitals_of(process.pid)
        assert stopped is not None and stopped.stopped
        process.kill()
    assert vitals_of(process.pid) is None
    # Asleep; held for a moment by strace.
    assert not replace(stopped, state="S").stopped and not replace(stopped, state="t").stopped


def test_what_it_holds_and_when_it_began_is_told() -> None:
    """Of a process that began after this one."""
    program = "input(); kept = b'x' * 50_000_000; print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        ours, before = vitals_of(os.getpid()), vitals_of(process.pid)
        process.stdin.write(b"\n")
        process.stdout.readline()
        after = vitals_of(process.pid)
        process.stdin.write(b"\n")
    assert ours is not None and before is not None and after is not None
    assert ours.began_seconds < before.began_seconds == after.began_seconds
    assert after.resident_bytes > before.resident_bytes + 25_000_000
