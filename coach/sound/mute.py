"""Half-duplex: while the loudspeaker sounds, and for a moment after, the microphone counts as closed."""

import math

from coach.sound.delay import MOST_SECONDS
from coach.sound.played import Played

MUTE_TAIL_SECONDS = 0.3
"""The room rings on after the loudspeaker is quiet."""
LEASE_MARGIN_SECONDS = MOST_SECONDS
"""How much later than its own length a sound may end before the mute runs out all the same ..."""
UNSEEN_MARGIN_SECONDS = 1.0
"""... and how much later it counts as ended where nobody saw when."""


class Mute:
    """A lease that runs out with the sounds that were played, never a bare flag: no device can leave it on."""

    def __init__(self, played: Played) -> None:
        self._played = played
        self._ends_seconds = played.ends_seconds
        self._until_seconds = -math.inf
        self._sounded = False

    def holds(
        self, sounding: bool, now: float, captured_seconds: float | None = None, delay_seconds: float = 0.0
    ) -> bool:
        """Whether the ear is given silence instead of what was captured then, or is now.

        `delay_seconds`: what is played is heard so much later. Asked in every round, or it would not run out. What
        sounded when it was asked last, or began since, may be over by now: on a busy machine seconds lie between, and
        what was captured in them is still to be read.
        """
        ends_seconds = self._played.ends_seconds
        if sounding or self._sounded or ends_seconds != self._ends_seconds:
            late_seconds = LEASE_MARGIN_SECONDS if sounding else UNSEEN_MARGIN_SECONDS
            sounded_until_seconds = min(now, ends_seconds + late_seconds)
            heard_until_seconds = min(now, ends_seconds) + delay_seconds
            last_seconds = max(sounded_until_seconds, heard_until_seconds) + MUTE_TAIL_SECONDS
            self._until_seconds = max(self._until_seconds, last_seconds)
        self._sounded, self._ends_seconds = sounding, ends_seconds
        return (now if captured_seconds is None else captured_seconds) < self._until_seconds
