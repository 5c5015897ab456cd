"""The broker is killed, and comes back after a while."""

import signal

from scripts.day.broker import Eavesdropper, Mosquitto
from scripts.day.diary import BROKER, Fault
from scripts.day.pace import AS_IN_LIFE, FREELY, WATCHED

AWAY_SECONDS = 150.0
RETURNS_SECONDS = 30.0
"""For its kiosk to be there again, when it is back."""


class Outage:
    """`fault`: what is noted of it."""

    def __init__(self, mosquitto: Mosquitto, eavesdropper: Eavesdropper, visit: int, now: float) -> None:
        """Begins now, with a kill -9, while the visitor of this number is there."""
        self._mosquitto, self._eavesdropper = mosquitto, eavesdropper
        mosquitto.stop(signal.SIGKILL)
        kept = [mosquitto.keeps(call.id) for call in eavesdropper.calls.values() if call.open]
        self.fault = Fault(BROKER, visit, now, kept=all(kept) if kept else None)

    def pass_frame(self, now: float) -> None:
        """It comes back when it is time; and then it is seen whether the kiosk does."""
        fault = self.fault
        if fault.mended_seconds is None:
            if now >= (fault.struck_seconds or 0.0) + AWAY_SECONDS:
                self._mosquitto.start()
                fault.mended_seconds = now
        elif fault.recovered_seconds is None and self._eavesdropper.new_seconds > fault.mended_seconds:
            fault.recovered_seconds = self._eavesdropper.new_seconds

    def times(self, now: float) -> float:
        """How many times faster than life the day may go."""
        fault = self.fault
        if fault.mended_seconds is None:
            return WATCHED
        returns = fault.recovered_seconds is None and now < fault.mended_seconds + RETURNS_SECONDS
        return AS_IN_LIFE if returns else FREELY
