"""Half-duplex: while the loudspeaker sounds, and for a moment after, the microphone counts as closed."""

from coach.sound.delay import MOST_SECONDS
from coach.sound.played import Played

MUTE_TAIL_SECONDS = 0.3
"""The room rings on after the loudspeaker is quiet."""
LEASE_MARGIN_SECONDS = MOST_SECONDS
"""How much later than its own length a sound may end before the mute runs out all the same."""


class Mute:
    """A lease that runs out with the sounds that were played, never a bare flag: no device can leave it on."""

    def __init__(self, played: Played) -> None:
        self._played = played
        self._until_seconds = 0.0

    def holds(
        self, sounding: bool, now: float, captured_seconds: float | None = None, delay_seconds: float = 0.0
    ) -> bool:
        """Whether the ear is given silence instead of what was captured then, or is now.

        `delay_seconds`: what is played is heard so much later. Asked in every round, or it would not run out.
        """
        ends_seconds = self._played.ends_seconds
        if sounding and now < ends_seconds + LEASE_MARGIN_SECONDS:
            heard_until_seconds = min(now, ends_seconds) + delay_seconds
            self._until_seconds = max(now, heard_until_seconds) + MUTE_TAIL_SECONDS
        return (now if captured_seconds is None else captured_seconds) < self._until_seconds
