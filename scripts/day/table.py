"""A day, hour by hour, for people; and as figures for a program."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from coach.staff.call import Reason
from scripts.day import reckoning
from scripts.day.diary import BEGINS_HOUR, CallSeen, Diary, Update, Visit, clock

COLUMNS = ("hour", "people", "voice", "key", "touch", "calls", "answered", "cleared", "faults")

LAST_MOMENTS_SECONDS = 60.0


def table(diary: Diary, unmet: Sequence[str]) -> Iterator[str]:
    """The lines for people: by hour, the visits, what broke, and what did not happen as it had to."""
    yield " ".join(f"{name:>9}" for name in COLUMNS)
    for hour in range(_hours(diary)):
        yield " ".join(f"{figure:>9}" for figure in _of_hour(diary, hour))
    yield ""
    yield from map(_of_visit, diary.visits)
    yield ""
    for fault in diary.faults:
        struck = "-" if fault.struck_seconds is None else clock(fault.struck_seconds)
        went_on = "-" if fault.recovered_seconds is None else clock(fault.recovered_seconds)
        yield f"{struck}  {fault.kind}, went on at {went_on}"
    yield from map(_of_update, diary.updates)
    yield ""
    yield _told_of_words(diary)
    yield "Everything happened as it had to." if not unmet else f"{len(unmet)} did not happen as they had to:"
    yield from (f"  - {each}" for each in unmet)


def total(diary: Diary, unmet: Sequence[str]) -> dict[str, Any]:
    """The figures, for a program. `calls`: that somebody's session wanted; `acknowledged`: that staff answered."""
    return {
        "people": len(diary.visits),
        "calls": sum(len(reckoning.of_visit(diary, visit)) for visit in diary.visits),
        "calls_lost": reckoning.lost(diary),
        "acknowledged": sum(_is_answered(call) for call in diary.calls.values()),
        "canaries_found": len(diary.found),
        "updates": [_of_update(update) for update in diary.updates],
        "faults": dict(Counter(fault.kind for fault in diary.faults if fault.struck_seconds is not None)),
        "unmet": list(unmet),
    }


def _is_answered(call: CallSeen) -> bool:
    """A person's, by staff."""
    return call.reason is not Reason.TEST and call.answered_seconds is not None


def _hours(diary: Diary) -> int:
    """With the last that had begun; it is over a moment after the full hour."""
    return max(1, ceil((diary.over_seconds - LAST_MOMENTS_SECONDS) / 3600))


def _of_hour(diary: Diary, hour: int) -> Iterator[str]:
    def within(seconds: float | None) -> bool:
        return seconds is not None and int(seconds // 3600) == hour

    visits = [visit for visit in diary.visits if within(visit.came_seconds)]
    by = Counter(visit.by for visit in visits)
    calls = diary.calls.values()
    yield f"{BEGINS_HOUR + hour:02}:00"
    yield str(len(visits))
    yield from (str(by[way]) for way in ("voice", "key", "touch"))
    yield str(sum(within(call.first_seconds) for call in calls))
    yield str(sum(within(call.answered_seconds) for call in calls))
    yield str(sum(within(call.cleared_seconds) for call in calls))
    yield str(sum(within(fault.struck_seconds) for fault in diary.faults))


def _of_update(update: Update) -> str:
    came = "-" if update.came_seconds is None else clock(update.came_seconds)
    return f"{came}  {update}, {'put in force' if update.in_force else 'refused'}: {update.told}"


def _of_visit(visit: Visit) -> str:
    woke = "did not wake it" if visit.woke_seconds is None else f"by {visit.woke_by}"
    stayed = visit.asleep_seconds or visit.left_seconds or visit.came_seconds
    called = ", ".join(f"called for {reason}" for reason in dict.fromkeys(reason for _, reason in visit.asked))
    told = ", ".join(f"told {news}" for news in dict.fromkeys(news for _, news in visit.news))
    parts = [woke, f"{(stayed - visit.came_seconds) / 60:.1f} min", called, told]
    return f"{clock(visit.came_seconds)}  {visit.who:22} {'; '.join(part for part in parts if part)}"


def _told_of_words(diary: Diary) -> str:
    said = [visit for visit in diary.visits if visit.as_written is not None]
    seen = sum(bool(visit.as_written) for visit in said)
    return (
        f"Words of their own: {len(said)} people were heard with some; of {seen} they stood in memory just then; "
        f"{len(diary.found)} places where any stood afterwards."
    )
