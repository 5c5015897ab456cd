"""How a reply is put together."""

import pytest

from coach.conversation.response import Response
from coach.effects import Effect, End, Expectation, Line, Listen, Pace, Prepare, Say, StopSpeaking


def test_lines_in_a_row_are_one_prompt() -> None:
    """What is said in one breath is one Say."""
    reply = Response({})
    reply.say("welcome", {"a": "One."})
    reply.say("repair", {"b": "Two."})
    assert reply.take() == [Say((Line("welcome.a", "One."), Line("repair.b", "Two.")))]


def test_a_line_names_whom_to_call_here() -> None:
    """Gaps are filled from the site's settings."""
    reply = Response({"emergency_number": "9 1 1"})
    reply.say("safety", {"call": "Call {emergency_number} now."})
    assert reply.take() == [Say((Line("safety.call", "Call 9 1 1 now."),))]


def test_a_number_given_earlier_is_told_again() -> None:
    """Who gave none does not hear the line, and it is not rendered ahead."""
    reply = Response({})
    lines = {"was": "You said {rated_craving} at the start.", "now": "It is lower now."}
    reply.say("check_out", lines)
    reply.prepare("check_out", {"was": lines["was"]})
    reply.tell({"rated_craving": "seven"})
    reply.say("check_out", lines)
    said = [line.text for effect in reply.take() if isinstance(effect, Say | Prepare) for line in effect.lines]
    assert said == ["It is lower now.", "You said seven at the start.", "It is lower now."]


def test_nothing_is_taken_twice() -> None:
    """A reply that was given is over."""
    reply = Response({})
    reply.add(End())
    assert reply.take() == [End()] and reply.take() == []


@pytest.mark.parametrize("first", [Listen(1, Expectation(("yes",)), "a.b"), Pace(4.0, 4.0, 3)])
def test_what_is_held_comes_before_the_next_words_or_before_a_silence(first: Effect) -> None:
    """Once; and only the newest: what was held before is out of date."""
    reply = Response({})
    reply.hold("a", {"called": "Called."})
    reply.hold("a", {"answered": "Answered."})
    reply.add(StopSpeaking())
    reply.say("a", {})
    assert reply.take() == [StopSpeaking()]
    reply.add(first)
    assert reply.take() == [Say((Line("a.answered", "Answered."),)), first]
    reply.hold("a", {"called": "Called."})
    reply.say("a", {"one": "One."})
    assert reply.take() == [Say((Line("a.called", "Called."), Line("a.one", "One.")))]


def test_slower_begins_with_the_next_line() -> None:
    """A change of speed begins a prompt of its own."""
    reply = Response({})
    reply.say("a", {"one": "One."})
    reply.rate = 0.85
    reply.say("a", {"two": "Two."})
    assert [effect.rate for effect in reply.take() if isinstance(effect, Say)] == [1.0, 0.85]


def test_the_places_near_here_are_told_one_at_a_time() -> None:
    """Each fills the gaps until the next one is told; after the last there is none."""
    places = [{"place_name": name, "place_number": "1", "place_hours": "always"} for name in ("Harbor", "Hill")]
    reply = Response({}, places)
    told = []
    while reply.tell_place():
        reply.say("help", {"place": "{place_name}."})
        told += [line.text for effect in reply.take() if isinstance(effect, Say) for line in effect.lines]
    assert told == ["Harbor.", "Hill."]
    reply.begin_places()
    assert reply.tell_place()


def test_without_places_there_is_none_to_tell() -> None:
    """A site that gave no list has an honest coach."""
    assert not Response({}).tell_place()
