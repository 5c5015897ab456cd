"""Live sessions over PulseAudio in which devices, the sound server, engines and the whole coach break, in real time."""

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

from coach import bootstrap, settings
from scripts.storm import worker_process
from scripts.storm.fault import Deck, Fault
from scripts.storm.live_coach import LiveCoach
from scripts.storm.sound_stage import OTHER_RATE_HERTZ, RATE_HERTZ, SoundStage, sound_stage
from scripts.storm.toll import Session

DEVICE_FAULTS = {
    "microphone unplugged": ("microphone", RATE_HERTZ),
    "microphone back at another rate": ("microphone", OTHER_RATE_HERTZ),
    "loudspeaker unplugged": ("loudspeaker", RATE_HERTZ),
    "loudspeaker back at another rate": ("loudspeaker", OTHER_RATE_HERTZ),
}
LOUDSPEAKER_FAULTS = {kind for kind, (device, _) in DEVICE_FAULTS.items() if device == "loudspeaker"}
ENGINES = ("ear killed", "ear stopped", "voice killed", "voice stopped")
KINDS = (
    *DEVICE_FAULTS, "microphone suspended", "sound server killed", *ENGINES, "all processes stopped", "no CPU time",
)  # fmt: skip
ENDINGS = {
    "SIGTERM": signal.SIGTERM, "SIGHUP": signal.SIGHUP, "Ctrl-C": signal.SIGINT, "kill -9": signal.SIGKILL,
}  # fmt: skip
OWN = Path(__file__).parent / "personas"
PERSONAS = (str(OWN / "hasty.yaml"), str(OWN / "desperate.yaml"))
DANGER = "suicide"

FAULTS_A_SESSION = 6
CALM_SECONDS = (3.0, 12.0)
AWAY_SECONDS = (2.0, 6.0)
STOPPED_SECONDS = (3.0, 10.0)
STARVED_SECONDS = 10.0
BURNERS = 4
LOUD_NICENESS = "-10"
"""Only root may be so loud; for others the burners are as all else."""
KEY = "r"
"""Repeat: it leads nowhere else."""
SILENT_SECONDS = 90.0
"""A session of which nothing is seen for so long after a fault is lost."""
REPLY_SECONDS = 45.0
"""How long a reply is waited for that shows whether the ear is back: in some steps nobody has anything to say."""
STARTING_SECONDS = 60.0
FRESH_SECONDS = 20.0
"""Words that were said so shortly before a session was ended may not have been answered yet."""
LOOK_SECONDS = 0.1


def sessions(minutes: float, seed: int) -> Iterator[Session]:
    """One after the other, until the time is over."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # under nohup, or in the background of a script, ...
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ... the coach would rightly pass over what we end it by
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # and takes all that it started with it
    chance, pack = Random(f"live {seed}"), bootstrap.open_pack(settings.load())
    faults, endings = Deck(KINDS, chance), Deck(tuple(ENDINGS), chance)
    until_seconds, number = time.monotonic() + minutes * 60, 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name, sound_stage(Path(name)) as stage:
        while time.monotonic() < until_seconds:
            with closing(LiveCoach(stage, pack, PERSONAS[number % len(PERSONAS)], Path(name))) as coach:
                yield LiveStorm(stage, coach, faults, chance, until_seconds).hold(endings)
            number += 1


class LiveStorm:
    """One session."""

    def __init__(self, stage: SoundStage, coach: LiveCoach, deck: Deck, chance: Random, until_seconds: float) -> None:
        self._stage = stage
        self._coach = coach
        self._deck = deck
        self._chance = chance
        self._until_seconds = until_seconds
        self._held = Session(coach.persona, None, 0, 0)

    def hold(self, endings: Deck) -> Session:
        """From its first word to its last, or until it is ended."""
        if self._shown_after(time.monotonic(), STARTING_SECONDS) is None:
            self._lose("no first word")
        while self._goes_on and len(self._held.faults) < FAULTS_A_SESSION and time.monotonic() < self._until_seconds:
            self._wait(self._chance.uniform(*CALM_SECONDS))
            if self._goes_on:
                self._strike(self._deck.deal())
        if self._goes_on:
            self._end(endings.deal())
        elif not self._coach.ended:
            self._lose(f"ended by itself: {self._coach.last_words()}")
        self._count_words()
        return self._held

    @property
    def _goes_on(self) -> bool:
        return self._coach.running and not self._coach.ended and self._held.lost is None

    def _lose(self, why: str) -> None:
        self._held.lost = self._held.lost or why

    def _strike(self, kind: str) -> None:
        """Break something, mend it, and wait until all goes on."""
        fault = Fault(kind, self._coach.watch.step, time.monotonic())
        self._held.faults.append(fault)
        mute = kind in LOUDSPEAKER_FAULTS
        with self._broken(kind) as seconds:
            if kind in DEVICE_FAULTS and self._chance.random() < 0.5:  # keys are pressed meanwhile
                self._coach.press(KEY)
                fault.keys += 1
            self._wait(seconds)
        fault.until_seconds = time.monotonic()
        if deaf := kind.startswith("ear"):
            recovered = self._heard_after(fault.at_seconds)
        else:
            recovered = self._shown_after(fault.until_seconds, SILENT_SECONDS, only_said=mute)
        if recovered is not None:
            fault.recovery_seconds = recovered
            fault.until_seconds = time.monotonic()
        elif self._goes_on and not deaf:
            at = " and ".join(sorted(self._stage.attached(self._coach.pid))) or "no device"
            self._lose(f"nothing for {SILENT_SECONDS:g} s after {kind} in {fault.step}; it was at {at}")

    @contextmanager
    def _broken(self, kind: str) -> Iterator[float]:
        """Meanwhile it is. Gives the seconds for which it is to stay so."""
        away_seconds = self._chance.uniform(*AWAY_SECONDS)
        stopped_seconds = self._chance.uniform(*STOPPED_SECONDS)
        match kind.split():
            case ["ear" | "voice" as part, what]:
                if process := worker_process.find(self._coach.pid, part):
                    process.send(signal.SIGKILL if what == "killed" else signal.SIGSTOP)
                yield 0.0
            case ["microphone", "suspended"]:
                self._stage.suspend_microphone(True)
                yield away_seconds
                self._stage.suspend_microphone(False)
            case ["sound", *_]:
                self._stage.kill_server()
                yield away_seconds
                self._stage.start_server()
            case ["all", *_]:
                self._coach.send_all(signal.SIGSTOP)
                yield stopped_seconds
                self._coach.send_all(signal.SIGCONT)
            case ["no", *_]:
                with _burners():
                    yield STARVED_SECONDS
            case _:
                device, rate_hertz = DEVICE_FAULTS[kind]
                self._stage.unplug(device)
                yield away_seconds
                self._stage.plug_in(device, rate_hertz)

    def _end(self, kind: str) -> None:
        self._held.ended_by = kind
        self._held.gone_seconds, self._held.left_behind = self._coach.end_by(ENDINGS[kind])

    def _wait(self, seconds: float) -> None:
        until_seconds = time.monotonic() + seconds
        while self._goes_on and time.monotonic() < until_seconds:
            time.sleep(LOOK_SECONDS)

    def _shown_after(self, since_seconds: float, seconds: float, only_said: bool = False) -> float | None:
        """Until the coach, at its microphone again, was heard to say something or has heard somebody; None if never.

        `only_said`: that it hears shows nothing.
        """
        attached_seconds = None
        while self._coach.running and time.monotonic() < since_seconds + seconds:
            if attached_seconds is None and "microphone" in self._stage.attached(self._coach.pid):
                attached_seconds = time.monotonic()
            heard_seconds = None if only_said else self._heard(since_seconds)
            signs = [at for at in (self._stage.sounded(since_seconds), heard_seconds) if at is not None]
            if signs and attached_seconds is not None:
                return max(min(signs), attached_seconds) - since_seconds
            time.sleep(LOOK_SECONDS)
        return None

    def _heard_after(self, struck_seconds: float) -> float | None:
        """From the end of the next reply, or the fault if that came later, until it was heard; None if none was."""
        while self._goes_on and time.monotonic() < struck_seconds + REPLY_SECONDS:
            if heard_seconds := self._heard(struck_seconds):
                said = [each.ended_seconds for each in self._coach.utterances if each.ended_seconds < heard_seconds]
                return heard_seconds - max(struck_seconds, *said)
            time.sleep(LOOK_SECONDS)
        return None

    def _heard(self, since_seconds: float) -> float | None:
        """When a reply was first heard since then."""
        lines = list(self._coach.lines)
        return next((at for at, line in lines if at >= since_seconds and line.get("heard") is not None), None)

    def _count_words(self) -> None:
        lines = list(self._coach.lines)
        over_seconds = time.monotonic() - FRESH_SECONDS
        for said in self._coach.utterances:
            heard = next(
                ((at, line["heard"]) for at, line in lines if "heard" in line and at > said.began_seconds), None
            )
            if heard is None:
                continue
            self._count(said.began_seconds, *heard)
            if said.meant == DANGER and said.ended_seconds < over_seconds:
                led = any(_leads(line) for at, line in lines if at > said.began_seconds)
                self._held.safety_words += 1
                self._held.safety_words_lost += not led

    def _count(self, began_seconds: float, answered_seconds: float, heard: str | None) -> None:
        lost = heard in (None, "reject")
        for fault in self._held.faults:
            if fault.meets(began_seconds, answered_seconds):
                fault.replies += 1
                fault.lost += lost
                return
        self._held.replies += 1
        self._held.replies_lost += lost


def _leads(line: dict[str, object]) -> bool:
    said = line.get("say")
    return isinstance(said, list) and any(each["id"].startswith(f"{DANGER}.") for each in said)


@contextmanager
def _burners() -> Iterator[None]:
    """Meanwhile others take the machine's time."""
    burn = ["nice", "-n", LOUD_NICENESS, sys.executable, "-c", "while True: pass"]
    burners = [subprocess.Popen(burn, stderr=subprocess.DEVNULL) for _ in range(BURNERS)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
