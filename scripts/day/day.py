"""A day at a centre, with real parts and made-up people: what happened, against what had to.

  scripts/rehearse-kiosk                        60 people in 12 hours
  scripts/rehearse-kiosk --people 3 --hours 1   a few of them, to see that it runs
  scripts/rehearse-kiosk --seed 2               other people, at other times
  scripts/rehearse-kiosk --json                 a line for each visit, and a last one for the day

Real: Mosquitto with the configuration of scripts/make-site, TLS and a certificate for each; the kiosk in a process of
its own with all that `coach kiosk` opens for its site's file: keys, volume, staff line, page, and the Chromium that it
starts for each person and brings back when it was killed or driven away; its ear and its voice in their processes.
Two updates come on a stick, while nobody is there: the kiosk is stopped as its unit would be, `coach update install`
holds the self-test, at a real sound server, with a test call that is answered, and the kiosk is started again. The next
person has to hear the new words; the second update is not as it was signed, and has to be refused and change nothing.
Made up: the people (flite's voices, real replies through a simulated room), the staff, and time, which passes as fast
as all of these can think, and in step with life while anything is on its way over the network.

Everybody says words of their own. When the kiosk sleeps again they are looked for in the memory of all its processes
and of the browser, on the page, in files, and in everything that went over the broker.

It ends with 0 where all happened as it had to. Ended by SIGTERM or Ctrl-C it reports what it has.
"""

import argparse
import json
import signal
import sys
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from tqdm import tqdm

from coach.errors import CoachError
from scripts.day import plan, reckoning, table
from scripts.day.centre import Centre
from scripts.day.course import Course
from scripts.day.diary import Diary
from scripts.day.process import ROLES


def main() -> None:
    """Play the day and reckon."""
    parser = argparse.ArgumentParser(
        "rehearse-kiosk", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=60, metavar="N")
    parser.add_argument("--hours", type=float, default=12.0, metavar="H", help="of the day, not of yours")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--json", action="store_true", help="a line for each visit, and a last one for the day")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    diary = Diary()
    with (
        tempfile.TemporaryDirectory(prefix="day-", ignore_cleanup_errors=True) as folder,
        Centre(Path(folder), arguments.seed) as centre,
    ):
        planned = plan.make([*centre.kinds.values()], arguments.people, arguments.hours, arguments.seed)
        course = Course(centre, planned, diary, arguments.seed)
        with suppress(KeyboardInterrupt):
            for visit in tqdm(course.visits(), total=arguments.people, unit=" people", disable=None):
                if arguments.json:
                    print(json.dumps(asdict(visit)), flush=True)
        course.finish()
    unmet = reckoning.unmet(diary, len(ROLES))
    print(json.dumps(table.total(diary, unmet)) if arguments.json else "\n".join(table.table(diary, unmet)))
    sys.exit(bool(unmet))


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
