"""What stands on the page now: the last of what was shown, so that a page that comes back shows the same."""

from typing import Any

Shown = dict[str, Any]
"""An object as `coach.shown` makes it, with its `seconds`; a rating is {"rated": name, "value": number}."""

ENDS = {
    "say": {"say", "speaking", "listen", "heard", "pace", "breathe"},
    "speaking": {"speaking"},
    "listen": {"listen", "heard"},
    "heard": {"listen", "heard"},
    "pace": {"pace", "breathe"},
    "breathe": {"breathe"},
    "end": {"listen", "heard", "pace", "breathe"},
    "back": {"lost"},
}
"""What stands there no longer once this is shown."""
BETWEEN_PEOPLE = ("asleep", "awake")
"""Whatever stood there was the last person's."""
MOST = 100
"""Ratings and lost devices of a session; a handful, and nothing grows without end."""


class Board:
    """Holds nothing that was said by a person, and nothing of whoever was there before."""

    def __init__(self) -> None:
        self._standing: list[tuple[str, Shown]] = []

    @property
    def standing(self) -> list[Shown]:
        """What a page has to be told to show what is shown now, in order."""
        return [shown for _, shown in self._standing]

    @property
    def question(self) -> Shown | None:
        """What is listened for, as it was shown; None while nothing is."""
        return next((shown for kind, shown in self._standing if kind == "listen"), None)

    def show(self, shown: Shown) -> None:
        """Put it there, in the place of what it ends."""
        kind = next(kind for kind in shown if kind != "seconds")
        over = ENDS.get(kind, set())
        kept = [] if kind in BETWEEN_PEOPLE else [each for each in self._standing if each[0] not in over]
        self._standing = [*kept, (kind, shown)][-MOST:]
