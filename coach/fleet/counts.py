"""How often, by day: visits, and how calls were answered. Of a site as a whole, and no cell under five is shown.

No cell is part of another one, so that none can be found by taking one from the other. Kept are numbers and days.
"""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from coach import plain_file
from coach.errors import DeviceError
from coach.fleet.roster import Outcome

LEAST_SHOWN = 5
KEPT_DAYS = 31
MOST_BYTES = 20_000
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


class Kept(BaseModel):
    """As it lies on the disk."""

    model_config = ConfigDict(extra="forbid")

    days: dict[date, dict[Outcome, NonNegativeInt]]


class Counts:
    """By day and by what happened."""

    def __init__(self) -> None:
        self._days: dict[date, Counter[Outcome]] = {}
        self.changed = False

    def add(self, outcome: Outcome, today: date) -> None:
        """One more."""
        self._days.setdefault(today, Counter())[outcome] += 1
        self._days = {day: counted for day, counted in self._days.items() if day > today - timedelta(KEPT_DAYS)}
        self.changed = True

    def rows(self) -> list[dict[str, Any]]:
        """The latest day first. A cell is a number, or None: fewer than five, perhaps none."""
        return [
            {"day": day.isoformat()} | {outcome: _shown(counted[outcome]) for outcome in OUTCOMES}
            for day, counted in sorted(self._days.items(), reverse=True)
        ]

    def keep(self, path: Path) -> None:
        """Raises DeviceError."""
        try:
            plain_file.write(
                path, Kept(days={day: dict(counted) for day, counted in self._days.items()}).model_dump_json().encode()
            )
        except OSError as failure:
            told = f"The counts cannot be kept in {path} ({failure.strerror})."
            raise DeviceError(told, "Make room there, or let the page's user write it.") from failure
        self.changed = False

    @classmethod
    def kept(cls, path: Path) -> "Counts":
        """Those of before; none where there are none. Raises DeviceError where the file is damaged."""
        counts = cls()
        try:
            days = Kept.model_validate_json(plain_file.read(path, MOST_BYTES)).days
        except (FileNotFoundError, NotADirectoryError):
            return counts
        except (OSError, ValidationError) as damaged:
            raise DeviceError(f"{path} holds no counts.", "Take it away: they begin anew.") from damaged
        counts._days = {day: Counter(counted) for day, counted in days.items()}
        return counts


def _shown(number: int) -> int | None:
    return number if number >= LEAST_SHOWN else None
