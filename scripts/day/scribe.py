"""Writes down what the kiosk does, in the visit of whoever is or was there last."""

from coach.effects import CallStaff, Effect, Say
from coach.events import Event, FellAsleep, Heard, NobodyAnswered, StaffAnswered, StaffCalled, StaffNotReached, WokeUp
from coach.shown import STAFF
from scripts.day.diary import GREETING, Visit


class Scribe:
    """`asleep_seconds`: since when it sleeps; None while it does not. `called_seconds`: when staff were called last.

    `visit`: in which it is written; None before anybody came.
    """

    def __init__(self) -> None:
        self.visit: Visit | None = None
        self.asleep_seconds: float | None = None
        self.called_seconds: float | None = None

    def note(self, what: Event | Effect, now: float) -> None:
        """It happened now."""
        if isinstance(what, FellAsleep):
            self.asleep_seconds = now
        elif isinstance(what, WokeUp):
            self.asleep_seconds = None
        elif isinstance(what, CallStaff):
            self.called_seconds = now
        if self.visit:
            _write(self.visit, what, now)

    def note_loudness(self, decibels: int) -> None:
        """It played so loud."""
        visit = self.visit
        if visit and visit.woke_seconds is not None and visit.at_decibels is None:
            visit.at_decibels = decibels

    def note_failure(self, why: str) -> None:
        """A session ended early."""
        if self.visit:
            self.visit.failures.append(why)


def _write(visit: Visit, what: Event | Effect, now: float) -> None:
    match what:
        case WokeUp(by) if visit.woke_seconds is None:
            visit.woke_seconds, visit.woke_by = now, by
        case FellAsleep() if visit.woke_seconds is not None and visit.asleep_seconds is None:
            visit.asleep_seconds = now
        case Say(lines):
            visit.greeting = visit.greeting or next((line.text for line in lines if line.id == GREETING), "")
            visit.said += [(now, line.id) for line in lines]
        case Heard():
            visit.heard.append(now)
        case CallStaff(reason):
            visit.asked.append((now, reason))
        case StaffCalled() | StaffAnswered() | NobodyAnswered() | StaffNotReached():
            visit.news.append((now, STAFF[type(what)]))
