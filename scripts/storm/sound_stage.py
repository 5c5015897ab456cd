"""A sound server of our own whose devices can be unplugged and plugged in again, and that can die and come back."""

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np
import pulsectl

from coach.sound.server import PROCESS
from tests.soundcard import Soundcard, soundcard

LOUDSPEAKER = "module-null-sink sink_name=speaker norewinds=1"
MICROPHONE = "module-remap-source master=air.monitor source_name=mic"
MODULES = (
    "module-null-sink sink_name=auto_null rate=16000 norewinds=1",  # as PulseAudio makes one up where there is no other
    "module-null-sink sink_name=air rate=16000 norewinds=1",
    f"{LOUDSPEAKER} rate=16000",
    MICROPHONE,
)
RATE_HERTZ, OTHER_RATE_HERTZ = 16_000, 44_100
HISS_SECONDS = 120
AGAIN_SECONDS = 0.2
BLOCK_BYTES = 2 * RATE_HERTZ // 20
LOUD = 300
"""Of 32768: the coach, not the silence that it plays all the while."""


class SoundStage:
    """The coach plays to `speaker` and records from `mic`; what the person plays to `air` is what `mic` hears."""

    def __init__(self, card: Soundcard) -> None:
        self._card = card
        self._server = card.server
        self._sounds: list[float] = []
        self._recorder: subprocess.Popen[bytes] | None = None
        self._closed = threading.Event()
        self._choose_nothing()
        threading.Thread(target=self._listen, daemon=True).start()

    def sounded(self, since_seconds: float) -> float | None:
        """When the loudspeaker was first heard since then (`time.monotonic`)."""
        return next((at for at in list(self._sounds) if at >= since_seconds), None)

    @property
    def coach_environment(self) -> dict[str, str]:
        """Of the process that is the coach."""
        return self._card.environment(sink="speaker", source="mic")

    @property
    def person_environment(self) -> dict[str, str]:
        """Of what the person speaks with."""
        return self._card.environment(sink="air", source="mic")

    def unplug(self, device: str) -> None:
        """`device`: "microphone" or "loudspeaker"."""
        if device == "loudspeaker":
            self._stop_recorder()  # or the server would let it record something else
        name = {"microphone": "source_name=mic", "loudspeaker": "sink_name=speaker"}[device]
        for line in self._card.pactl("list", "short", "modules").splitlines():
            index, _, what = line.partition("\t")
            if name in what:
                self._card.pactl("unload-module", index)

    def plug_in(self, device: str, rate_hertz: int = RATE_HERTZ) -> None:
        """Back, perhaps with another rate."""
        module = {"microphone": MICROPHONE, "loudspeaker": LOUDSPEAKER}[device]
        self._card.pactl("load-module", *module.split(), f"rate={rate_hertz}")

    def suspend_microphone(self, suspended: bool) -> None:
        """It gives nothing, and is there all the same."""
        self._card.pactl("suspend-source", "mic", str(int(suspended)))

    def kill_server(self) -> None:
        """As a crash does."""
        self._server.kill()
        self._server.wait()

    def start_server(self) -> None:
        """As a desktop does when it has crashed. Returns when all devices are there."""
        self._server = subprocess.Popen(self._card.server.args, env=dict(self._card.base), stderr=subprocess.DEVNULL)
        while not self._has("mic"):
            with suppress(subprocess.TimeoutExpired):
                self._server.wait(AGAIN_SECONDS)
        self._choose_nothing()

    def attached(self, pid: int) -> set[str]:
        """Which devices a process is at: "microphone", "loudspeaker"."""
        found = set()
        with suppress(pulsectl.PulseError), pulsectl.Pulse("storm", server=self._card.base["PULSE_SERVER"]) as pulse:
            sources = {each.index: each.name for each in pulse.source_list()}
            sinks = {each.index: each.name for each in pulse.sink_list()}
            for output in pulse.source_output_list():
                if output.proplist.get(PROCESS) == str(pid) and sources.get(output.source) == "mic":
                    found.add("microphone")
            for played in pulse.sink_input_list():
                if played.proplist.get(PROCESS) == str(pid) and sinks.get(played.sink) == "speaker":
                    found.add("loudspeaker")
        return found

    def close(self) -> None:
        """End the server, if it is one that was started later."""
        self._closed.set()
        self._stop_recorder()
        self._server.terminate()
        self._server.wait()

    def _choose_nothing(self) -> None:
        self._card.pactl("set-default-sink", "auto_null")

    def _listen(self) -> None:
        """Note when the loudspeaker sounds, whenever there is one."""
        record = ["parec", "--device=speaker.monitor", "--rate=16000", "--channels=1", "--format=s16le"]
        while not self._closed.wait(AGAIN_SECONDS):
            self._recorder = subprocess.Popen(
                [*record, "--latency-msec=50"],
                env=dict(self._card.base), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            with self._recorder:
                assert self._recorder.stdout is not None
                while block := self._recorder.stdout.read(BLOCK_BYTES):
                    if np.frombuffer(block[: len(block) // 2 * 2], "<i2").max(initial=0) > LOUD:
                        self._sounds.append(time.monotonic())

    def _stop_recorder(self) -> None:
        if self._recorder is not None:
            self._recorder.kill()

    def _has(self, source: str) -> bool:
        with suppress(subprocess.CalledProcessError):
            return f"\t{source}\t" in self._card.pactl("list", "short", "sources")
        return False


@contextmanager
def sound_stage(folder: Path) -> Iterator[SoundStage]:
    """Start it; the room hisses softly, as every room does. `folder`: for that."""
    hiss = folder / "hiss.raw"
    hiss.write_bytes(np.random.default_rng(1).normal(0, 33, RATE_HERTZ * HISS_SECONDS).astype("<i2").tobytes())
    with soundcard(MODULES) as card:
        stage, ended = SoundStage(card), threading.Event()
        thread = threading.Thread(target=_hiss, args=(hiss, stage.person_environment, ended))
        thread.start()
        try:
            yield stage
        finally:
            ended.set()
            stage.close()  # whoever plays ends with it
            thread.join()


def _hiss(hiss: Path, environment: dict[str, str], ended: threading.Event) -> None:
    command = ["pacat", "--playback", "--rate=16000", "--channels=1", "--format=s16le", str(hiss)]
    while not ended.wait(AGAIN_SECONDS):
        subprocess.run(command, env=environment, stderr=subprocess.DEVNULL, check=False)
