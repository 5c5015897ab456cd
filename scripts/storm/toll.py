"""What the faults of many sessions cost: by kind, by the step that they fell into, and in all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from scripts.storm.fault import Fault
from scripts.storm.step import DOINGS, PLACES


@dataclass
class Session:
    """How one went. `lost`: why it did not come to its end; None where it did, or was ended as it should be.

    `replies`, `replies_lost`: said and not understood where nothing was broken: what is usual without faults.
    `ended_by`: what ended it from outside, `gone_seconds` until its last process was gone; `left_behind`: those that
    never were.
    """

    persona: str
    lost: str | None
    safety_words: int
    safety_words_lost: int
    faults: list[Fault] = field(default_factory=list)
    replies: int = 0
    replies_lost: int = 0
    ended_by: str | None = None
    gone_seconds: float | None = None
    left_behind: list[str] = field(default_factory=list)


def total(held: Sequence[Session]) -> dict[str, Any]:
    """The figures of all, for a program."""
    faults = [fault for session in held for fault in session.faults]
    recoveries = [fault.recovery_seconds for fault in faults if fault.recovery_seconds is not None]
    p50, p95, worst = _percentiles(recoveries)
    return {
        "sessions": len(held),
        "faults": len(faults),
        "sessions_lost": sum(session.lost is not None for session in held),
        "safety_words": sum(session.safety_words for session in held),
        "safety_words_lost": sum(session.safety_words_lost for session in held),
        "words": sum(fault.replies for fault in faults),
        "words_lost": sum(fault.lost for fault in faults),
        "words_lost_without_fault": sum(session.replies_lost for session in held),
        "words_without_fault": sum(session.replies for session in held),
        "prompts_only_shown": sum(fault.unspoken for fault in faults),
        "keys_pressed": sum(fault.keys for fault in faults),
        "processes_left_behind": sum(len(session.left_behind) for session in held),
        "recovery_p50_seconds": p50,
        "recovery_p95_seconds": p95,
        "recovery_worst_seconds": worst,
    }


def table(held: Sequence[Session], kinds: Sequence[str]) -> Iterator[str]:
    """The lines for people."""
    faults = [fault for session in held for fault in session.faults]
    yield f"{'fault':32} {'times':>5} {'p50':>6} {'p95':>6} {'worst':>6}  replies  lost  only shown"
    for kind in kinds:
        of_kind = [fault for fault in faults if fault.kind == kind]
        recoveries = [fault.recovery_seconds for fault in of_kind if fault.recovery_seconds is not None]
        figures = " ".join(f"{'-' if each is None else format(each, '.1f'):>6}" for each in _percentiles(recoveries))
        yield (
            f"{kind:32} {len(of_kind):5} {figures} {sum(f.replies for f in of_kind):8} "
            f"{sum(f.lost for f in of_kind):5} {sum(f.unspoken for f in of_kind):11}"
        )
    yield ""
    yield f"{'fell into':20}" + "".join(f"{place:>14}" for place in PLACES)
    for doing in DOINGS:
        counts = [sum(f.step.place == place and f.step.doing == doing for f in faults) for place in PLACES]
        yield f"{doing:20}" + "".join(f"{count:14}" for count in counts)
    for session in held:
        if session.ended_by:
            left = ", ".join(session.left_behind) or "nothing"
            yield f"{session.ended_by}: gone after {session.gone_seconds:.1f} s; left behind: {left}"
        if session.lost:
            yield f"lost: {session.persona}: {session.lost}"
    yield ""
    yield "; ".join(
        f"{name.replace('_', ' ')}: {'-' if value is None else value}" for name, value in total(held).items()
    )


def _percentiles(seconds: Sequence[float]) -> tuple[float | None, float | None, float | None]:
    if not seconds:
        return None, None, None
    p50, p95, worst = (round(float(each), 2) for each in np.percentile(seconds, [50, 95, 100]))
    return p50, p95, worst
