"""Many kiosks in one process, each on a line of its own. It is told by lines what to do, and tells what it did.

`call NUMBER SECONDS AFTER`: so many of them call, one after the other, within so long, from so soon on.
`clear KIOSK/ID`: staff have seen that call, and it is answered and cleared. Told: {"standing": NUMBER} when that
changes, and for each call {"called": "KIOSK/ID", "at": seconds since 1970}.
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from coach.staff.call import Reason
from coach.staff.line import Broker
from coach.staff.messages import Answer, Doing, SelfTest, State
from coach.staff.staff_line import AGAIN_SECONDS
from coach.staff.trust import Papers
from tests.fleet.made_up import MadeUp

ROUND_SECONDS, LOOK_SECONDS = 0.02, 0.25
SWITCH_SECONDS = 0.0005
"""Of Python's threads, one a kiosk: with the usual 5 ms they queue for each step of a handshake, and are too late."""
AT_ONCE, APART_SECONDS = 10, 1.0
"""So many begin to connect at a time: five hundred on one machine are slower than five hundred machines."""
REASONS = (Reason.HELP, Reason.OVERDOSE, Reason.SUICIDE)


class Crowd:
    """All of them."""

    def __init__(self, folder: Path, port: int, names: Sequence[str]) -> None:
        state = State(doing=Doing.ASLEEP, self_test=SelfTest.PASSED, content=0x3F9A1C000000)
        broker = Broker("127.0.0.1", port)
        self.kiosks = list[MadeUp]()
        for place, name in enumerate(names):
            self.kiosks.append(MadeUp(name, broker, Papers.of(name, folder), state))
            if place % AT_ONCE == 0:
                time.sleep(APART_SECONDS)
        self._by_name = {kiosk.name: kiosk for kiosk in self.kiosks}
        self._due: list[float] = []
        self._again = [time.monotonic() + AGAIN_SECONDS * place / len(names) for place in range(len(names))]
        self._standing = -1
        self._look_at_seconds = 0.0

    def call(self, number: int, seconds: float, after_seconds: float) -> None:
        """At even distances."""
        first = time.monotonic() + after_seconds
        self._due += [first + seconds * place / number for place in range(number)]

    def go_on(self) -> None:
        """What is due now."""
        now = time.monotonic()
        for place, kiosk in enumerate(self.kiosks):
            if not kiosk.line.happened.empty():
                kiosk.hear()
            if now >= self._again[place]:
                self._again[place] = now + AGAIN_SECONDS
                kiosk.say_again()
        while self._due and now >= self._due[0]:
            self._due.pop(0)
            self._call(random.choice(self.kiosks))
        if now < self._look_at_seconds:
            return
        self._look_at_seconds = now + LOOK_SECONDS
        standing = sum(kiosk.line.stands for kiosk in self.kiosks)
        if standing != self._standing:
            self._standing = standing
            tell({"standing": standing, "at": time.time()})

    def clear(self, call: str) -> None:
        """Somebody saw it, and was there."""
        name, _, id = call.partition("/")
        for did in ("answered", "cleared"):
            self._by_name[name].answered(Answer.model_validate({"id": int(id), "did": did}))

    def _call(self, kiosk: MadeUp) -> None:
        id = random.randrange(1, 2**53)
        tell({"called": f"{kiosk.name}/{id}", "at": time.time()})
        kiosk.call(id, random.choice(REASONS))


def tell(what: dict[str, object]) -> None:
    """To whoever started it."""
    print(json.dumps(what), flush=True)


def _read(told: "SimpleQueue[str]") -> None:
    for line in sys.stdin:
        told.put(line)
    told.put("end")


def main() -> None:
    """Until its input ends."""
    folder, port, *names = sys.argv[1:]
    sys.setswitchinterval(SWITCH_SECONDS)
    told: SimpleQueue[str] = SimpleQueue()
    crowd = Crowd(Path(folder), int(port), names)
    Thread(target=_read, args=(told,), daemon=True).start()
    while True:
        try:
            match told.get_nowait().split():
                case ["call", number, seconds, after_seconds]:
                    crowd.call(int(number), float(seconds), float(after_seconds))
                case ["clear", call]:
                    crowd.clear(call)
                case _:
                    return
        except Empty:
            pass
        crowd.go_on()
        time.sleep(ROUND_SECONDS)


if __name__ == "__main__":
    main()
