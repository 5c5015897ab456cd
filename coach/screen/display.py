"""What the page has to know of the machine that it stands on."""

from dataclasses import dataclass
from typing import Literal

Microphone = Literal["in turn", "always", "none"]
"""When it is open: while nobody speaks, also while the coach does (barge-in), or never."""


@dataclass(frozen=True)
class Display:
    """`pixel_pitch_millimetres`: from one pixel to the next; None: what a browser takes for a millimetre."""

    microphone: Microphone = "in turn"
    pixel_pitch_millimetres: float | None = None
