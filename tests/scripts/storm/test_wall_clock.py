"""The clock that is set while a session goes on."""

import subprocess
import sys

PROGRAM = """
import time
from coach.bootstrap import WallClock
from scripts.storm import wall_clock
wall_clock.install()
session, before = WallClock(), time.time()
began = session.now()
for ahead in (wall_clock.DAY_SECONDS, -wall_clock.DAY_SECONDS):
    wall_clock.set_ahead(ahead)
    print(round((time.time() - before) / wall_clock.DAY_SECONDS), 0 <= session.now() - began < 60)
"""


def test_a_day_on_or_back_is_seen_by_the_wall_clock_and_not_by_a_session() -> None:
    """Its clock only grows."""
    answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert answer.stdout.splitlines() == ["1 True", "-1 True"]
