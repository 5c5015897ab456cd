"""What the page has to know of the machine that it stands on."""

from dataclasses import dataclass
from typing import Literal

Microphone = Literal["in turn", "always", "none"]
"""When it is open: while nobody speaks, also while the coach does (barge-in), or never."""


@dataclass(frozen=True)
class Display:
    """`pixel_pitch_millimetres`: from one pixel to the next; None: what a browser takes for a millimetre.

    `distance_millimetres`: from the eyes of who reads it. `quiet`: others hear and see it too, so its own words are
    neutral, and something that is not said aloud can be chosen to be.
    """

    microphone: Microphone = "in turn"
    pixel_pitch_millimetres: float | None = None
    distance_millimetres: int = 600
    quiet: bool = False
