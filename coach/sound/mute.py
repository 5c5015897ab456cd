"""Half-duplex: while the loudspeaker sounds, and for a moment after, the microphone counts as closed."""

import math

MUTE_TAIL_SECONDS = 0.3
"""The room rings on after the loudspeaker is quiet."""
LEASE_MARGIN_SECONDS = 1.0
"""How much later than its own length a sound may end before the mute runs out all the same."""


class Mute:
    """A lease that runs out with the sounds that it was taken for, never a bare flag: no device can leave it on."""

    def __init__(self) -> None:
        self._until_seconds = -math.inf
        self._lease_ends_seconds = -math.inf
        self._sounded = False

    def take(self, seconds: float, sounding: bool, now: float) -> None:
        """A sound of this length was given to the loudspeaker. `sounding`: others are still to be played before it."""
        begins_seconds = max(now, self._lease_ends_seconds) if sounding else now
        self._lease_ends_seconds = begins_seconds + seconds + LEASE_MARGIN_SECONDS
        self._sounded = True

    def holds(self, sounding: bool, now: float, captured_seconds: float | None = None) -> bool:
        """Whether the ear is given silence instead of what was captured then, or is now.

        Asked in every round, or it would not run out. What sounded when it was asked last may have ended only now: on
        a busy machine seconds lie between, and what was captured in them is still to be read.
        """
        if sounding or self._sounded:
            sounded_until_seconds = min(now, self._lease_ends_seconds)
            self._until_seconds = max(self._until_seconds, sounded_until_seconds + MUTE_TAIL_SECONDS)
        self._sounded = sounding
        return (now if captured_seconds is None else captured_seconds) < self._until_seconds
