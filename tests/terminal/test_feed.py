"""What another program is told."""

import io
import json
from typing import Any

from coach.effects import Effect, End, Expectation, Line, Listen, Prepare, Say
from coach.events import (
    Decision,
    DeviceBack,
    DeviceLost,
    Event,
    FellAsleep,
    FellSilent,
    Heard,
    NobodyAnswered,
    StaffAnswered,
    StaffCalled,
    StaffNotReached,
    WokeUp,
)
from coach.terminal.feed import Feed


def told(*seen: Event | Effect) -> list[dict[str, Any]]:
    """The lines after all this."""
    output = io.StringIO()
    for what in seen:
        Feed(output).note(what, 1.5)
    return [json.loads(line) for line in output.getvalue().splitlines()]


def test_each_thing_that_the_coach_does_is_a_line() -> None:
    """Saying, listening and ending, with the time."""
    lines = told(Say((Line("a.b", "Hello."),)), Listen(1, Expectation(("yes",)), "a.b"), FellSilent(1), End())
    assert [next(key for key in line if key != "seconds") for line in lines] == ["say", "listen", "heard", "end"]
    assert {line["seconds"] for line in lines} == {1.5}


def test_no_word_that_was_said_is_told() -> None:
    """Only whether it was understood."""
    (line,) = told(Heard(1, Decision.CONFIRM, "zebracorn", "zebracorn", 7, "zebracorn"))
    assert line == {"seconds": 1.5, "heard": "confirm"}


def test_what_is_only_prepared_is_not_told() -> None:
    """What may be said next would give away what the coach expects to hear."""
    assert told(Prepare((Line("a.b", "Hello."),))) == []


def test_what_became_of_a_call_is_told() -> None:
    """So that the screen shows the same truth as the voice tells."""
    lines = told(StaffNotReached(), StaffCalled(), StaffAnswered(), NobodyAnswered())
    assert [line["staff"] for line in lines] == ["not reached", "called", "answered", "nobody answered"]


def test_sleeping_and_waking_are_told() -> None:
    """So that a kiosk can show what to say; and what is wrong with the sound, so that somebody mends it."""
    asleep, awake, dead = told(FellAsleep(("hello coach",)), WokeUp("voice"), FellSilent(1, "dead"))
    assert asleep["asleep"] == ["hello coach"] and awake["awake"] == "voice"
    assert dead == {"seconds": 1.5, "heard": None, "sound": "dead"}


def test_a_device_that_is_lost_and_back_is_told() -> None:
    """So that a screen says so no longer than it is true."""
    lost, back = told(DeviceLost("microphone"), DeviceBack("microphone"))
    assert lost == {"seconds": 1.5, "lost": "microphone"} and back == {"seconds": 1.5, "back": "microphone"}
