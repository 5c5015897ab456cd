"""Writes down what the kiosk does."""

from coach.effects import CallStaff, Effect, Line, Say
from coach.events import Decision, Event, FellAsleep, Heard, StaffCalled, WokeUp
from scripts.day.diary import Visit
from scripts.day.scribe import Scribe


def test_a_visit_from_waking_to_sleep() -> None:
    """Who woke it, what it said, what it heard, whom it called, and what became of that."""
    scribe = Scribe()
    scribe.note(FellAsleep(("hello coach",)), 1.0)
    assert scribe.asleep_seconds == 1.0
    visit = scribe.visit = Visit(1, "calm", "voice", 2.0)
    happened: list[Event | Effect] = [
        WokeUp("voice"), Say((Line("welcome.hello", "Hello."),)), Heard(1, Decision.ACCEPT, "help"), CallStaff("help"),
        StaffCalled(), FellAsleep(("hello coach",)), WokeUp("key"), FellAsleep(("hello coach",)),
    ]  # fmt: skip
    for now, what in enumerate(happened, start=3):
        scribe.note(what, now)
        scribe.note_loudness(now)
    assert (visit.woke_seconds, visit.woke_by, visit.asleep_seconds) == (3, "voice", 8)
    assert visit.said == [(4, "welcome.hello")] and visit.greeting == "Hello." and visit.heard == [5]
    assert visit.asked == [(6, "help")] and visit.news == [(7, "called")] and visit.at_decibels == 3
    assert (scribe.called_seconds, scribe.asleep_seconds) == (6, 10)


def test_what_nobody_was_there_for_is_in_no_visit() -> None:
    """A session that failed is in the one that it was of."""
    scribe = Scribe()
    scribe.note_failure("It died.")
    scribe.note_loudness(3)
    visit = scribe.visit = Visit(1, "calm", "voice", 2.0)
    scribe.note_loudness(3)
    scribe.note_failure("It died again.")
    assert visit.failures == ["It died again."] and visit.at_decibels is None
