"""The microphone from which the sound system takes the coach out: PulseAudio's or PipeWire's echo canceller.

Both ends have to be led there: the canceller knows what was played only when it was played through it.
"""

from dataclasses import dataclass

from coach.errors import DeviceError
from coach.sound import server
from coach.sound.server import End

MARKS = ("echo-cancel", "echo_cancel", "echocancel")
"""In the name that PipeWire and people give it, or in the name of PulseAudio's module."""
SET_UP = (
    "pactl load-module module-echo-cancel aec_method=webrtc source_name=echo_cancelled sink_name=echo_cancelled_out"
)


@dataclass(frozen=True)
class EchoCancelled:
    """The canceller's two ends."""

    source: End
    sink: End

    def lead_there(self) -> None:
        """Let this process record and play through the canceller; streams that are open stay where they are."""
        self.source.lead_there()
        self.sink.lead_there()


def find() -> EchoCancelled:
    """The canceller that is loaded. Raises DeviceError with how to load one."""
    running = server.find()
    if running is None:
        raise DeviceError("There is no PulseAudio or PipeWire to cancel the echo.", "Set barge_in: off.")
    source, sink = (next(filter(_is_canceller, running.of(kind)), None) for kind in server.LED_BY)
    if source is None or sink is None:
        raise DeviceError("The sound system cancels no echo.", f"Load its canceller: {SET_UP}")
    return EchoCancelled(source, sink)


def _is_canceller(end: End) -> bool:
    return any(mark in f"{end.name} {end.module}".lower() for mark in MARKS)
