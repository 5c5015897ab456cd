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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

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
def soundcard() -> Iterator[Soundcard]:
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
        for module in MODULES:
            arguments += ["-L", module]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(["pulseaudio", *arguments], env=base, stdout=log, stderr=log)
        try:
            _wait_until_up(server, folder)
            yield Soundcard(base, server)
        finally:
            server.terminate()
            server.wait()


def _wait_until_up(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Return when the last device is there."""
    for _ in range(100):
        assert server.poll() is None, f"PulseAudio ended: {(folder / 'log').read_text()}"
        answer = subprocess.run(
            ["pactl", "list", "short", "sources"],
            env={**os.environ, "PULSE_SERVER": f"unix:{folder}/native", "PULSE_COOKIE": str(folder / "cookie")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if "\tmic\t" in answer.stdout:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=0.1)
    raise AssertionError(f"PulseAudio did not start: {(folder / 'log').read_text()}")
