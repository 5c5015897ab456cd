"""What listening costs while nobody speaks."""

import os
import time
from pathlib import Path

import numpy as np

from coach.effects import Expectation
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, Ear
from scripts.measure.processes import children

ROOM_DB = -60.0
"""A silent room is not silent."""
MINUTES = 3


def silent_room_percent(ear: Ear) -> float:
    """CPU time of this process as a share of the time listened, in per cent of one core."""
    chance = np.random.default_rng(1)
    frames = (chance.normal(size=(int(MINUTES * 60 / FRAME_SECONDS), FRAME_SAMPLES)) * 10 ** (ROOM_DB / 20)).astype(
        np.float32
    )
    began = time.process_time()
    for count, frame in enumerate(frames):
        if count % 250 == 0:  # eight seconds: then a session asks again
            ear.expect(count, Expectation(("yes", "no")), count * FRAME_SECONDS)
        ear.hear(frame, (count + 1) * FRAME_SECONDS)
    return 100 * (time.process_time() - began) / (len(frames) * FRAME_SECONDS)


def memory_megabytes() -> list[int]:
    """The most that this process and each of its children has held at once, in MB. Linux only."""
    return [_peak(pid) for pid in (os.getpid(), *children(os.getpid()))]


def _peak(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))
