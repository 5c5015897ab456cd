"""Faults of the sound that somebody in the room can mend: told once a session."""

from collections.abc import Mapping

from coach.content.pack import Repair
from coach.content.script import Lines
from coach.conversation.repair import Trouble
from coach.events import SoundFault

HEARD_BADLY: Mapping[SoundFault, str] = {
    "dead": "microphone_dead",
    "clipped": "microphone_clipped",
    "hum": "microphone_hums",
}
"""Each with its lines in `repair.yaml`."""


class Faults:
    """Which faults have been told."""

    def __init__(self, repair: Repair) -> None:
        self._repair = repair
        self._told: set[SoundFault] = set()

    def tell(self, fault: SoundFault | None, trouble: Trouble) -> Lines | None:
        """What to say about a fault when there was trouble; None if it is not to blame, or has been told.

        Only a dead microphone explains that nobody was heard at all.
        """
        if fault is None or fault not in HEARD_BADLY or fault in self._told:
            return None
        if trouble == "no_input" and fault != "dead":
            return None
        self._told.add(fault)
        lines: Lines = getattr(self._repair, HEARD_BADLY[fault])
        return lines
