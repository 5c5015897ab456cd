"""The microphone from which the sound system takes the coach out: PulseAudio's or PipeWire's echo canceller.

ALSA's PulseAudio plug-in, through which PortAudio records and plays, goes where two variables of the environment lead
it. Both ends have to be led there: the canceller knows what was played only when it was played through it.
"""

import os
import subprocess
from dataclasses import dataclass

from coach.errors import DeviceError

PLUG_IN = "pulse"
"""PortAudio's name for both ends."""
MARKS = ("echo-cancel", "echo_cancel", "echocancel")
"""In the name that PipeWire and people give it, or in the name of PulseAudio's module."""
SET_UP = (
    "pactl load-module module-echo-cancel aec_method=webrtc source_name=echo_cancelled sink_name=echo_cancelled_out"
)


@dataclass(frozen=True)
class EchoCancelled:
    """The canceller's two ends, as the sound system names them."""

    source: str
    sink: str

    def lead_there(self) -> None:
        """Let this process record and play through the canceller; streams that are open stay where they are."""
        os.environ["PULSE_SOURCE"], os.environ["PULSE_SINK"] = self.source, self.sink


def find() -> EchoCancelled:
    """The canceller that is loaded. Raises DeviceError with how to load one."""
    source, sink = (_marked(_listed(kind)) for kind in ("sources", "sinks"))
    if source is None or sink is None:
        raise DeviceError("The sound system cancels no echo.", f"Load its canceller: {SET_UP}")
    return EchoCancelled(source, sink)


def _marked(rows: list[str]) -> str | None:
    """The name in the first row that is a canceller's, and no recording of one's output."""
    for row in rows:
        _, name, driver, *_ = [*row.split("\t"), "", "", ""]
        if any(mark in f"{name} {driver}".lower() for mark in MARKS) and not name.endswith(".monitor"):
            return name
    return None


def _listed(kind: str) -> list[str]:
    try:
        return subprocess.run(
            ["pactl", "list", "short", kind], capture_output=True, text=True, check=True, timeout=5.0
        ).stdout.splitlines()
    except (OSError, subprocess.SubprocessError):
        raise DeviceError(
            "There is no PulseAudio or PipeWire to cancel the echo.",
            "Install pulseaudio-utils, or set barge_in: off.",
        ) from None
