"""What the coach does, as an object for a program or a page that shows it. Never what somebody said."""

from typing import Any

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
    PromptStarted,
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


def shown(what: Event | Effect) -> dict[str, Any]:
    """One object, empty for what nobody needs to see."""
    if isinstance(what, StaffNews):
        return {"staff": STAFF[type(what)]}
    told: dict[str, Any] = {}
    match what:
        case Say(lines, rate):
            told = {"say": [{"id": line.id, "text": line.text} for line in lines], "rate": rate}
        case PromptStarted(line_seconds):
            told = {"speaking": [round(seconds, 3) for seconds in line_seconds]}
        case Listen(listen_id, expectation, about, choices):
            told = {"listen": about, "turn": listen_id, "no_input_seconds": round(expectation.no_input_seconds, 3)}
            told |= {"choices": dict(choices), "numbers": sorted({*expectation.numbers.values()})}
        case Heard() | FellSilent():
            decision = what.decision.value if isinstance(what, Heard) else None
            told = {"heard": decision} | ({"sound": what.fault} if what.fault else {})
        case Pace(inhale_seconds, exhale_seconds, breaths, hold_seconds, rest_seconds):
            told = {"pace": breaths, "inhale_seconds": inhale_seconds, "exhale_seconds": exhale_seconds}
            told |= {"hold_seconds": hold_seconds, "rest_seconds": rest_seconds}
        case BreathCued(direction):
            told = {"breathe": direction}
        case DeviceLost(device):
            told = {"lost": device}
        case DeviceBack(device):
            told = {"back": device}
        case End():
            told = {"end": True}
        case FellAsleep(wake_phrases):
            told = {"asleep": list(wake_phrases)}
        case WokeUp(by):
            told = {"awake": by}
    return told
