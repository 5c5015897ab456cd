"""A sound card made of nothing: PulseAudio in a folder of its own, with null sinks that PortAudio sees as devices.

    with soundcard() as card:
        subprocess.run(["coach", "run"], env=card.environment(sink="speaker", source="mic"))
        subprocess.run([...], env=card.environment(sink="air", source="ears"))

What is played to the sink `speaker` can be recorded from the source `ears`, and what is played to `air` from `mic`:
the coach sits at `speaker` and `mic`, the person at `air` and `ears`. ALSA's PulseAudio plug-in finds the server by
itself and makes it the default device. Needs the Debian packages pulseaudio, pulseaudio-utils and
libasound2-plugins. Nothing is written to the home folder.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PROGRAMS = ("pulseaudio", "pactl")

MODULES = (
    "module-null-sink sink_name=speaker rate=16000 norewinds=1",
    "module-null-sink sink_name=air rate=16000 norewinds=1",
    "module-remap-source master=speaker.monitor source_name=ears",
    "module-remap-source master=air.monitor source_name=mic",
)


def missing() -> list[str]:
    """The programs that the sound card needs and that are not installed."""
    return [program for program in PROGRAMS if shutil.which(program) is None]


@dataclass(frozen=True)
class Soundcard:
    """A running sound server, which a test may kill. `base` is the environment that leads a process to it."""

    base: Mapping[str, str]
    server: "subprocess.Popen[bytes]"

    def environment(self, sink: str, source: str) -> dict[str, str]:
        """The environment of a process that plays to `sink` and records from `source`."""
        return {**self.base, "PULSE_SINK": sink, "PULSE_SOURCE": source}

    def pactl(self, *words: str) -> str:
        """The answer of PulseAudio's own control program."""
        return subprocess.run(["pactl", *words], env=dict(self.base), check=True, capture_output=True, text=True).stdout

    @contextlib.contextmanager
    def room_noise(self, sink: str = "air") -> Iterator[None]:
        """Meanwhile the microphone hears what every room has: a soft hiss, some 60 dB below full scale."""
        hiss = np.random.default_rng(1).normal(0, 33, 16_000 * 5).astype("<i2").tobytes()
        player = subprocess.Popen(
            ["pacat", f"--device={sink}", "--rate=16000", "--channels=1", "--format=s16le"],
            env=dict(self.base), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        feeder = threading.Thread(target=_feed, args=(player, hiss))
        feeder.start()
        try:
            yield
        finally:
            player.terminate()
            feeder.join()
            player.wait()


def _feed(player: "subprocess.Popen[bytes]", sound: bytes) -> None:
    """Play it again and again, until the player ends."""
    assert player.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        while player.poll() is None:
            player.stdin.write(sound)
    with contextlib.suppress(BrokenPipeError):
        player.stdin.close()


@contextlib.contextmanager
def soundcard(modules: Sequence[str] = MODULES) -> Iterator[Soundcard]:
    """Start the server, and end it."""
    with tempfile.TemporaryDirectory(prefix="soundcard-") as name:
        folder = Path(name)
        base = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PULSE_", "ALSA_", "DBUS_"))},
            "XDG_RUNTIME_DIR": name,
            "XDG_CONFIG_HOME": str(folder / "config"),
            "PULSE_RUNTIME_PATH": name,
            "PULSE_SERVER": f"unix:{folder}/native",
            "PULSE_COOKIE": str(folder / "cookie"),
        }
        arguments = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
        arguments += ["-L", f"module-native-protocol-unix socket={folder}/native auth-anonymous=1"]
        for module in modules:
            arguments += ["-L", module]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(["pulseaudio", *arguments], env=base, stdout=log, stderr=log)
        try:
            _wait_until_up(server, folder, 1 + len(modules))
            yield Soundcard(base, server)
        finally:
            server.terminate()
            server.wait()


def _wait_until_up(server: "subprocess.Popen[bytes]", folder: Path, modules: int) -> None:
    """Return when the last module is loaded."""
    for _ in range(100):
        assert server.poll() is None, f"PulseAudio ended: {(folder / 'log').read_text()}"
        answer = subprocess.run(
            ["pactl", "list", "short", "modules"],
            env={**os.environ, "PULSE_SERVER": f"unix:{folder}/native", "PULSE_COOKIE": str(folder / "cookie")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if len(answer.stdout.splitlines()) >= modules:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=0.1)
    raise AssertionError(f"PulseAudio did not start: {(folder / 'log').read_text()}")
