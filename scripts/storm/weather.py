"""What breaks in one session in the simulated room, at which moments, and how long it took until all went on.

The engines' processes are really killed, stopped and starved, also in the middle of a call; espeak-ng's files really
come out empty; the disk under the storing process is really full; microphone and loudspeaker break in the room.
"""

import os
import resource
import shutil
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from coach.effects import Effect
from coach.events import DeviceLost, Event, Heard, KeyPressed, PromptStarted
from coach.ports import FRAME_SECONDS
from scripts.storm import torn_voice, wall_clock, worker_process
from scripts.storm.fault import Deck, Fault
from scripts.storm.step import StepWatch
from scripts.storm.stormy_room import DEVICES

ENGINES = tuple(f"{part} {what}" for part in ("ear", "voice") for what in ("killed", "stopped", "starved"))
TORN = {"voice writes nothing": torn_voice.NOTHING, "voice writes rubbish": torn_voice.RUBBISH}
DISKS = ("disk full", "stored prompts gone", "stored prompts torn")
CLOCKS = {"clock a day on": wall_clock.DAY_SECONDS, "clock a day back": -wall_clock.DAY_SECONDS}
KINDS = (*ENGINES, *TORN, *DISKS, *CLOCKS, *DEVICES)

BETWEEN_SECONDS = 20.0
"""From one fault to the next, in the room's time, on average ..."""
BETWEEN_IN_RARE_STEPS_SECONDS = 2.0
OFTEN = 10
"""... and in steps that fewer faults fell into so far: a question is over soon, and a pause comes seldom."""
AWAY_SECONDS = (1.0, 8.0)
STARVED_SECONDS = (1.0, 10.0)
"""Of real time: an engine has no other."""
STRIKE_SECONDS = 0.4
"""Real time within which an engine is struck: so it is also in the middle of a call."""
FULL_BYTES = 1000
"""No file of the storing process may be larger: harder than a full disk, as its files in memory are meant too."""


class Weather:
    """Implements `coach.ports.Observer`, and the sky over the room.

    `left`: how many faults may still come. `broken`: what is away or torn just now.
    """

    def __init__(self, chance: Random, deck: Deck, left: int, watch: StepWatch, folder: Path) -> None:
        """`folder`: where the voice's mark is, and the prompts are stored."""
        self.left = left
        self.faults: list[Fault] = []
        self.broken: str | None = None
        self._chance = chance
        self._deck = deck
        self._watch = watch
        self._mark = folder / "mark"
        self._prompts = folder / "prompts"
        self._ends_seconds = 0.0
        self._struck = threading.Event()
        self._pending: list[threading.Timer] = []
        self._frame_seconds = time.monotonic()
        self._stood_still_seconds = 0.0

    def pass_frame(self, now: float) -> None:
        """Perhaps something breaks now, or is mended."""
        before, self._frame_seconds = self._frame_seconds, time.monotonic()
        self._stood_still_seconds = max(self._stood_still_seconds, self._frame_seconds - before)
        if self.broken and now >= self._ends_seconds:
            self._mend(now)
        if self.left > 0 and self._calm and self._chance.random() < FRAME_SECONDS / self._between_seconds():
            self._break(self._deck.deal(), now)

    def played(self, now: float) -> None:
        """The loudspeaker took something: if it was away, it is back."""
        fault = self._fault
        if fault and fault.kind == "loudspeaker away" and not self.broken and fault.recovery_seconds is None:
            assert fault.until_seconds is not None
            fault.recovery_seconds = now - fault.until_seconds

    def may_press(self) -> bool:
        """Whether something is broken, and no key was pressed yet."""
        return self._fault is not None and not self._calm and not self._fault.keys

    def note(self, what: Event | Effect, now: float) -> None:
        """As `coach.ports.Observer` says."""
        if self._fault is None or self._calm:
            return
        if isinstance(what, KeyPressed):
            self._fault.keys += 1
        elif what == DeviceLost("voice"):
            self._fault.unspoken += 1
        elif self._struck.is_set() and isinstance(what, _signs(self._fault.kind)):
            if self._fault.kind not in DEVICES:
                self._fault.recovery_seconds = self._stood_still_seconds
            if not self.broken:
                self._fault.until_seconds = now

    def close(self) -> None:
        """Nothing breaks any more."""
        for timer in self._pending:
            timer.cancel()
        wall_clock.set_ahead(0.0)

    @property
    def _fault(self) -> Fault | None:
        return self.faults[-1] if self.faults else None

    @property
    def _calm(self) -> bool:
        return self._fault is None or self._fault.until_seconds is not None

    def _between_seconds(self) -> float:
        return BETWEEN_SECONDS if self._deck.met[self._watch.step] >= OFTEN else BETWEEN_IN_RARE_STEPS_SECONDS

    def _break(self, kind: str, now: float) -> None:
        self._struck.clear()
        self._stood_still_seconds = 0.0
        if kind in ENGINES:
            self._later(self._chance.uniform(0.0, STRIKE_SECONDS), self._strike, *kind.split())
        elif kind in CLOCKS:
            self._later(self._chance.uniform(0.0, STRIKE_SECONDS), self._turn_clock, CLOCKS[kind])
        elif kind in DISKS:
            if not self._spoil(kind):
                self._deck.put_back(kind)
                return
            self._struck.set()
        else:
            self.broken, self._ends_seconds = kind, now + self._chance.uniform(*AWAY_SECONDS)
            self._struck.set()
            if kind in TORN:
                self._mark.write_text(TORN[kind], encoding="utf-8")
        self.left -= 1
        self._deck.met[self._watch.step] += 1
        self.faults.append(Fault(kind, self._watch.step, now))

    def _mend(self, now: float) -> None:
        assert self._fault is not None
        self.broken = None
        self._fault.until_seconds = now
        self._mark.unlink(missing_ok=True)

    def _later(self, seconds: float, do: Callable[..., None], *arguments: object) -> None:
        timer = threading.Timer(seconds, do, arguments)
        timer.daemon = True
        self._pending.append(timer)
        timer.start()

    def _strike(self, part: str, what: str) -> None:
        process = worker_process.find(os.getpid(), part)
        if process is not None:
            process.send(signal.SIGKILL if what == "killed" else signal.SIGSTOP)
            if what == "starved":
                self._later(self._chance.uniform(*STARVED_SECONDS), process.send, signal.SIGCONT)
        self._struck.set()

    def _turn_clock(self, ahead_seconds: float) -> None:
        wall_clock.set_ahead(ahead_seconds)
        self._struck.set()

    def _spoil(self, kind: str) -> bool:
        """Whether there was something to spoil."""
        storer = worker_process.find(os.getpid(), "storer")
        stored = list(self._prompts.glob("*.ogg"))
        match kind:
            case "disk full" if storer:
                resource.prlimit(storer.pid, resource.RLIMIT_FSIZE, (FULL_BYTES, FULL_BYTES))
            case "stored prompts gone" if stored:
                shutil.rmtree(self._prompts, ignore_errors=True)  # the storer may be writing
                with suppress(OSError):  # it has made it again
                    self._prompts.open("x").close()  # and no folder can be made there
            case "stored prompts torn" if stored:
                for prompt in stored:
                    os.truncate(prompt, prompt.stat().st_size // 2)
            case _:
                return False
        return True


def _signs(kind: str) -> tuple[type[Heard | PromptStarted], ...]:
    """What shows that all goes on: an ear that hears, a voice that speaks, else either."""
    match kind.partition(" ")[0]:
        case "ear":
            return (Heard,)
        case "voice":
            return (PromptStarted,)
    return Heard, PromptStarted
