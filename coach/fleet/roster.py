"""Every kiosk of a site, as its messages tell of it. Time is an argument, and nothing here opens anything.

A message that is no message, of nobody, or older than what is known changes nothing, and is counted.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from coach.staff.call import Reason, Stage
from coach.staff.messages import MOST_ID, Answer, Called, Doing, SelfTest, State, decoded

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
MOST_KIOSKS, MOST_CALLS = 2000, 100
"""Of a site, and of a kiosk, which itself keeps half of these open."""
SILENT_SECONDS = 25.0
"""A kiosk says each ten that it is there. The broker tells sooner of one that is gone, unless it was away itself."""
SOON_SECONDS = 60
Outcome = Literal["visits", "answered_soon", "answered_later", "nobody_answered"]
Did = Literal["answered", "cleared"]
Taken = Literal["new", "same", "refused"]
"""What a message came to."""


@dataclass
class Open:
    """A call that is open. `sent`: what was answered, and the kiosk has not yet told. `by`: who did."""

    called: Called
    came_seconds: float
    counted: bool
    sent: Did | None = None
    by: str = ""

    def waiting_seconds(self, now: float) -> int:
        """How long somebody has been waiting."""
        return self.called.waiting_seconds + int(now - self.came_seconds)


@dataclass
class Known:
    """What is known of one kiosk. `state`: None until it told one."""

    heard_seconds: float
    state: State | None = None
    silent: bool = False
    calls: dict[int, Open] = field(default_factory=dict)
    over: deque[int] = field(default_factory=lambda: deque(maxlen=MOST_CALLS))
    """Calls that were cleared: nobody opens them again."""

    @property
    def doing(self) -> Doing:
        """As far as it is known: who is not heard is away."""
        return Doing.AWAY if self.silent or self.state is None else self.state.doing


class Roster:
    """`refused`: how many messages it could make nothing of. `over`: calls that are gone, since it was last emptied."""

    def __init__(self, count: Callable[[Outcome], None]) -> None:
        """`count`: is told of each visit that begins, and once of each call how it was answered. Tests do not count."""
        self._kiosks: dict[str, Known] = {}
        self._count = count
        self.refused = 0
        self.over: list[tuple[str, int]] = []

    def came(self, topic: str, payload: bytes, now: float) -> str | None:
        """The name of the kiosk of which something new is known; None where nothing is, or the message is refused."""
        taken: Taken = "refused"
        kiosk = ""
        match topic.split("/"):
            case ["site", kiosk, "state"] if known := self._known(kiosk, now):
                taken = self._state(kiosk, known, payload, now)
            case ["site", kiosk, "call", id] if known := self._known(kiosk, now):
                taken = self._call(kiosk, known, id, payload, now)
        self._leave_unknown(kiosk)
        self.refused += taken == "refused"
        return kiosk if taken == "new" else None

    def silent(self, now: float) -> list[str]:
        """Those that are missed from now on."""
        missed = [
            name for name, known in self._kiosks.items()
            if not known.silent and known.doing is not Doing.AWAY and now >= known.heard_seconds + SILENT_SECONDS
        ]  # fmt: skip
        for name in missed:
            self._kiosks[name].silent = True
        return missed

    def listen_anew(self, now: float) -> None:
        """The line was away: what was missed meanwhile is nobody's silence."""
        for known in self._kiosks.values():
            known.heard_seconds = now

    def answer(self, kiosk: str, id: int, number: int, did: Did, by: str) -> Answer | None:
        """What to tell the kiosk; None where the call is not open, is another step by now, or was answered so."""
        known = self._kiosks.get(kiosk)
        call = known.calls.get(id) if known else None
        wanted = (Stage.CALLED, Stage.NOBODY) if did == "answered" else (Stage.ANSWERED,)
        if call is None or call.called.number != number or call.called.stage not in wanted:
            return None
        call.sent, call.by = did, by
        return Answer(id=id, did=did)

    def is_open(self, kiosk: str, id: int) -> bool:
        """Whether this call is."""
        return kiosk in self._kiosks and id in self._kiosks[kiosk].calls

    def views(self, now: float, kiosks: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """What a page shows of these, or of all, by name; of one that is none any more, its name alone."""
        return [self._view(name, now) for name in sorted(self._kiosks if kiosks is None else kiosks)]

    def _known(self, kiosk: str, now: float) -> Known | None:
        """None for what is no name, and where there are too many."""
        if kiosk not in self._kiosks and (len(self._kiosks) >= MOST_KIOSKS or not NAME.fullmatch(kiosk)):
            return None
        return self._kiosks.setdefault(kiosk, Known(now))

    def _state(self, kiosk: str, known: Known, payload: bytes, now: float) -> Taken:
        if not payload:  # whoever keeps the broker took it out
            del self._kiosks[kiosk]
            return "new"
        state = decoded(State, payload)
        if state is None:
            return "refused"
        if known.state and state.doing is Doing.SESSION is not known.state.doing:
            self._count("visits")
        if known.state and state.doing is Doing.AWAY and not state.faults:  # a last will is as old as its kiosk's line
            state = state.model_copy(update={"faults": known.state.faults})
        same = state == known.state and not known.silent
        known.state, known.silent, known.heard_seconds = state, False, now
        return "same" if same else "new"

    def _call(self, kiosk: str, known: Known, id: str, payload: bytes, now: float) -> Taken:
        if not payload:
            return self._gone(kiosk, known, id)
        called = decoded(Called, payload)
        if called is None or id != str(called.id) or called.id in known.over:
            return "refused"
        last = known.calls.get(called.id)
        if (last is None and len(known.calls) >= MOST_CALLS) or (last and called.number < last.called.number):
            return "refused"
        if called.stage is Stage.CLEARED:
            known.over.append(called.id)
            return self._gone(kiosk, known, id)
        known.calls[called.id] = self._stepped(last, called, now)
        return "same" if last and last.called.number == called.number else "new"

    def _stepped(self, last: Open | None, called: Called, now: float) -> Open:
        """The call as it is told now; what was answered is done when its number grows."""
        if last is None:
            return Open(called, now, counted=called.stage is not Stage.CALLED)
        outcome = _outcome(called)
        if outcome and not last.counted:
            self._count(outcome)
        same = called.number == last.called.number
        return Open(called, now, last.counted or outcome is not None, last.sent if same else None, last.by)

    def _gone(self, kiosk: str, known: Known, id: str) -> Taken:
        number = call_id(id)
        if number is None or known.calls.pop(number, None) is None:
            return "same"
        self.over.append((kiosk, number))
        return "new"

    def _leave_unknown(self, kiosk: str) -> None:
        """Whoever only sent what is refused is no kiosk of this site."""
        known = self._kiosks.get(kiosk)
        if known and known.state is None and not known.calls:
            del self._kiosks[kiosk]

    def _view(self, name: str, now: float) -> dict[str, Any]:
        known = self._kiosks.get(name)
        if known is None:
            return {"kiosk": name, "gone": True}
        state = known.state or State(doing=Doing.AWAY)
        tested = SelfTest.NONE if known.state is None else state.self_test
        return {
            "kiosk": name, "doing": known.doing, "self_test": tested, "tested_at_seconds": state.tested_at_seconds,
            "content": f"{state.content:012x}"[:6] if state.content else "", "refused": state.refused,
            "faults": state.faults, "calls": [_call_view(call, now) for call in known.calls.values()],
        }  # fmt: skip


def call_id(text: str) -> int | None:
    """The number of a call, as it stands in a topic; None for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_ID)) else None


def _outcome(called: Called) -> Outcome | None:
    """How a person's call was answered; None while it is not, and of a test."""
    if called.reason is Reason.TEST or called.stage is Stage.CALLED:
        return None
    if called.stage is Stage.NOBODY:
        return "nobody_answered"
    return "answered_soon" if called.waiting_seconds <= SOON_SECONDS else "answered_later"


def _call_view(call: Open, now: float) -> dict[str, Any]:
    called = call.called
    return {
        "id": called.id, "number": called.number, "reason": called.reason, "stage": called.stage, "role": called.role,
        "waiting_seconds": call.waiting_seconds(now), "sent": call.sent, "by": call.by,
    }  # fmt: skip
