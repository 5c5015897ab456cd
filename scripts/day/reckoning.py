"""What had to happen in a day, and did not: one sentence each. Knows only what was seen.

What a person was told of their call is held against what went over the broker, and against what staff really did.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.staff.call import ROLE_SECONDS, Reason, Stage
from scripts.day import updates
from scripts.day.diary import BROKER, GREETING, CallSeen, Diary, Fault, Visit, clock

WAKING_SECONDS = 45.0
"""Somebody calls it again, twice, if need be."""
REACHED_SECONDS = 15.0
"""By then a call stands where staff see it, unless the broker is away."""
LOST_SECONDS = 60.0
"""What is not there by then is lost."""
BACK_SECONDS = 90.0
"""By then a broker that came back has the calls again: each kiosk tries once in five seconds of real time."""
STEP_SECONDS = 20.0
"""The day goes faster than the kiosk's thread looks at its calls, so a step is seen later than it was made."""
CLOCK_SECONDS = 3.0
"""A message tells whole seconds, and is read a moment later."""
TOLD_SECONDS = 20.0
"""Where somebody stayed so long, they were told what became of their call."""
RECOVERY_SECONDS = 120.0
LINES = {
    "repair.staff_called": "called", "repair.staff_answered": "answered",
    "repair.nobody_answered": "nobody answered", "repair.staff_not_reached": "not reached",
}  # fmt: skip
"""What a person is told of their call, by the line that says so."""
UNTRUE = {
    "called": "that staff were called, and no call was there",
    "answered": "that somebody had answered, and nobody had",
    "nobody answered": "that nobody had answered, and that was not so",
    "not reached": "that staff could not be reached, and the broker was there",
}


def unmet(diary: Diary, roles: int) -> list[str]:
    """All of it. `roles`: how many are called, one after the other."""
    return [*_unmet(diary, roles)]


@dataclass(frozen=True)
class Asked:
    """Staff were to be called for a reason. `call`: what came of it where staff see it; None: it was lost."""

    seconds: float
    reason: str
    call: CallSeen | None

    def is_open(self, at: float) -> bool:
        """Asked for the same reason again then, it is the same call."""
        cleared_seconds = self.call.cleared_seconds if self.call else None
        return cleared_seconds is None or at < cleared_seconds


def of_visit(diary: Diary, visit: Visit) -> list[Asked]:
    """For what staff were to be called, with the calls: each belongs to one visit, the first that can have made it."""
    left = sorted(diary.calls.values(), key=lambda call: call.first_seconds)
    for each in diary.visits:
        mine = _asked_by(diary, each, left)
        if each is visit:
            return mine
    return []


def lost(diary: Diary) -> int:
    """How many calls never came where staff could see them."""
    return sum(asked.call is None for visit in diary.visits for asked in of_visit(diary, visit))


def _unmet(diary: Diary, roles: int) -> Iterator[str]:
    for visit in diary.visits:
        yield from _of_waking(visit)
        yield from _of_session(visit)
        yield from _of_calls(diary, visit, roles)
    for call in diary.calls.values():
        yield from _of_call(diary, call, roles)
    for fault in diary.faults:
        yield from _of_fault(fault)
    yield from updates.unmet(diary)
    yield from _of_words(diary)
    yield from diary.other


def _of_waking(visit: Visit) -> Iterator[str]:
    if not visit.wakes:
        if visit.woke_seconds is not None:
            yield f"{visit}: it woke, and nobody had called it"
    elif visit.woke_seconds is None:
        yield f"{visit}: it did not wake"
    elif visit.woke_seconds > visit.came_seconds + WAKING_SECONDS:
        yield f"{visit}: it woke after {visit.woke_seconds - visit.came_seconds:.0f} s"


def _of_session(visit: Visit) -> Iterator[str]:
    yield from (f"{visit}: the session ended early: {why}" for why in visit.failures)
    if visit.woke_seconds is None:
        return
    if GREETING not in [line for _, line in visit.said]:
        yield f"{visit}: nobody was greeted"
    if visit.asleep_seconds is None:
        yield f"{visit}: it did not sleep again"
    if visit.at_decibels:
        yield f"{visit}: it began at {visit.at_decibels:+} dB, as the person before had left it"
    yield from (f"{visit}: there was no button {key!r} on the page" for key in visit.unseen)


def _of_calls(diary: Diary, visit: Visit, roles: int) -> Iterator[str]:
    reasons = [Reason.of(reason) for _, reason in visit.asked]
    if visit.calls and visit.calls not in reasons:
        yield f"{visit}: staff were not called for {visit.calls}"
    all_asked = of_visit(diary, visit)
    for asked in all_asked:
        at, reason, call = asked.seconds, asked.reason, asked.call
        if call is None:
            yield f"{visit}: the call for {reason} of {clock(at)} never came where staff see it"
        elif call.first_seconds > _reachable(diary, at) + REACHED_SECONDS:
            yield f"{visit}: {call} came {call.first_seconds - at:.0f} s late"
        elif abs(call.began_seconds - at) > CLOCK_SECONDS:
            yield f"{visit}: {call} says that they waited since then, and it was {clock(at)}"
        yield from _of_telling(visit, at, reason)
    for at, line in visit.said:
        if line in LINES:
            mine = [asked.call for asked in all_asked if asked.call and asked.seconds <= at]
            if not _is_true(diary, LINES[line], at, mine, roles):
                yield f"{visit} was told at {clock(at)} {UNTRUE[LINES[line]]}"


def _of_telling(visit: Visit, at: float, reason: str) -> Iterator[str]:
    """Whoever stayed was told something."""
    until = min(each for each in (visit.left_seconds, visit.asleep_seconds, float("inf")) if each is not None)
    if until >= at + TOLD_SECONDS and not [when for when, _ in visit.news if at - 1 <= when <= until]:
        yield f"{visit}: staff were called for {reason}, and nothing was told of it"


def _is_true(diary: Diary, told: str, at: float, calls: list[CallSeen], roles: int) -> bool:
    """Was it so, when it was told?"""
    match told:
        case "called":
            return any(call.first_seconds <= _seen_by(diary, at) for call in calls)
        case "answered":
            return any(_answered_by(call, at) for call in calls)
        case "nobody answered":
            return any(_unanswered_at(call, at, roles) for call in calls)
    return _reachable(diary, at) != at


def _answered_by(call: CallSeen, at: float) -> bool:
    return call.answered_seconds is not None and call.answered_seconds <= at


def _unanswered_at(call: CallSeen, at: float, roles: int) -> bool:
    """It had gone in vain to each role by the moment at which that is told; a sentence may have been in between."""
    in_vain_seconds = call.began_seconds + ROLE_SECONDS * roles
    return at >= in_vain_seconds - 1 and (call.answered_seconds is None or call.answered_seconds >= in_vain_seconds)


def _of_call(diary: Diary, call: CallSeen, roles: int) -> Iterator[str]:
    """It goes from role to role while nobody answers, and what staff did came to the kiosk."""
    if call.reason is Reason.TEST:
        if call.answered_seconds is None:
            yield f"{call}: nobody answered it"
        return
    until = min(each for each in (call.answered_seconds, diary.over_seconds) if each is not None)
    for rung in range(1, roles + 1):
        due, seen = call.began_seconds + ROLE_SECONDS * rung, call.when_rung(rung)
        latest = _reachable(diary, due) + STEP_SECONDS
        name = f"role {rung + 1}" if rung < roles else "nobody"
        if until > latest and (seen is None or seen > latest):
            yield f"{call} did not come to {name} after {ROLE_SECONDS * rung:.0f} s"
        if seen is not None and seen < due - CLOCK_SECONDS:
            yield f"{call} came to {name} after {seen - call.began_seconds:.0f} s, too early"
    for did, stage in ((call.answered_seconds, Stage.ANSWERED), (call.cleared_seconds, Stage.CLEARED)):
        seen = call.when(stage)
        if did is not None and (seen is None or seen > _reachable(diary, did) + STEP_SECONDS):
            yield f"{call} was {stage} by staff at {clock(did)}, and the kiosk did not take it"
        if seen is not None and (did is None or seen < did):
            yield f"{call} says that it is {stage}, and no staff did that"


def _of_fault(fault: Fault) -> Iterator[str]:
    told = f"{fault.kind} (visitor {fault.visit})"
    if fault.struck_seconds is None:
        yield f"{told}: it could not be broken"
        return
    mended = fault.mended_seconds or fault.struck_seconds
    if fault.recovered_seconds is None:
        yield f"{told}: nothing went on after it"
    elif fault.recovered_seconds > mended + RECOVERY_SECONDS:
        yield f"{told}: it took {fault.recovered_seconds - mended:.0f} s until anything went on"
    if fault.kept is False:
        yield f"{told}: an open call was gone from the broker"


def _of_words(diary: Diary) -> Iterator[str]:
    yield from (f"words of a person were found: {found}" for found in diary.found)
    said = [visit for visit in diary.visits if visit.as_written is not None]
    if said and not any(visit.as_written for visit in said):
        yield "no person's words were seen while they were heard, so that none were found afterwards proves nothing"


def _reachable(diary: Diary, at: float) -> float:
    """The first moment from then on at which the broker was there, with the time that a line takes to come back."""
    for fault in diary.faults:
        if fault.kind == BROKER and fault.struck_seconds is not None:
            back = diary.over_seconds if fault.mended_seconds is None else fault.mended_seconds + BACK_SECONDS
            if fault.struck_seconds <= at <= back:
                return back
    return at


def _seen_by(diary: Diary, at: float) -> float:
    """When at the latest it is seen what is on the broker then: who looks on has to come back to it, as the kiosk."""
    away = any(fault.kind == BROKER and (fault.mended_seconds or at + 1) > at for fault in _struck_before(diary, at))
    return at if away else _reachable(diary, at)


def _struck_before(diary: Diary, at: float) -> list[Fault]:
    return [fault for fault in diary.faults if fault.struck_seconds is not None and fault.struck_seconds <= at]


def _asked_by(diary: Diary, visit: Visit, left: list[CallSeen]) -> list[Asked]:
    """`left`: the calls of nobody so far, in the order in which they came; theirs are taken out."""
    mine = list[Asked]()
    for at, reason in visit.asked:
        if any(asked.reason == reason and asked.is_open(at) for asked in mine):
            continue
        latest = _reachable(diary, at) + LOST_SECONDS
        fits = [call for call in left if call.reason is Reason.of(reason) and at - 1 <= call.first_seconds <= latest]
        if fits:
            left.remove(fits[0])
        mine.append(Asked(at, reason, fits[0] if fits else None))
    return mine
