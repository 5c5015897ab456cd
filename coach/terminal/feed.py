"""What the coach does, as JSON lines, for a program that shows it. Never what somebody said."""

import json
import sys
from io import TextIOBase
from typing import Any, TextIO

from coach.effects import Effect, End, Listen, Pace, Say
from coach.events import (
    BreathCued,
    DeviceBack,
    DeviceLost,
    Event,
    FellAsleep,
    FellSilent,
    Heard,
    NobodyAnswered,
    StaffAnswered,
    StaffCalled,
    StaffNews,
    StaffNotReached,
    WokeUp,
)

STAFF: dict[type[StaffNews], str] = {
    StaffCalled: "called",
    StaffNotReached: "not reached",
    StaffAnswered: "answered",
    NobodyAnswered: "nobody answered",
}
"""What became of a call, as it is shown."""


class Feed:
    """Implements `coach.ports.Observer`: one object a line, with its `seconds` on the session's clock."""

    def __init__(self, output: TextIO | TextIOBase | None = None) -> None:
        """`output`: standard output by default."""
        self._output = output or sys.stdout

    def note(self, what: Event | Effect, now: float) -> None:
        """Write a line, where there is something to show."""
        shown = _shown(what)
        if shown:
            print(json.dumps({"seconds": round(now, 3)} | shown), file=self._output, flush=True)


def _shown(what: Event | Effect) -> dict[str, Any]:
    shown: dict[str, Any] = {}
    match what:
        case Say(lines, rate):
            shown = {"say": [{"id": line.id, "text": line.text} for line in lines], "rate": rate}
        case Listen(_, expectation, about):
            shown = {"listen": about, "no_input_seconds": round(expectation.no_input_seconds, 3)}
        case Heard(decision=decision, fault=fault):
            shown = {"heard": decision.value} | ({"sound": fault} if fault else {})
        case FellSilent(fault=fault):
            shown = {"heard": None} | ({"sound": fault} if fault else {})
        case Pace(inhale_seconds, exhale_seconds, breaths, hold_seconds, rest_seconds):
            shown = {"pace": breaths, "inhale_seconds": inhale_seconds, "exhale_seconds": exhale_seconds}
            shown |= {"hold_seconds": hold_seconds, "rest_seconds": rest_seconds}
        case BreathCued(direction):
            shown = {"breathe": direction}
        case DeviceLost(device):
            shown = {"lost": device}
        case DeviceBack(device):
            shown = {"back": device}
        case StaffCalled() | StaffNotReached() | StaffAnswered() | NobodyAnswered():
            shown = {"staff": STAFF[type(what)]}
        case End():
            shown = {"end": True}
        case FellAsleep(wake_phrases):
            shown = {"asleep": list(wake_phrases)}
        case WokeUp(by):
            shown = {"awake": by}
    return shown
