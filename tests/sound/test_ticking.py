"""A session without sound."""

import time

from coach.ports import FRAME_SECONDS, Microphone
from coach.sound.ticking import TickingMicrophone


def test_it_gives_no_frame_and_takes_as_long_as_one() -> None:
    """The runtime takes none for silence, and turns no faster than with a real microphone."""
    microphone: Microphone = TickingMicrophone()
    before_seconds = time.monotonic()
    assert microphone.read() is None
    assert time.monotonic() - before_seconds >= FRAME_SECONDS
    microphone.close()
