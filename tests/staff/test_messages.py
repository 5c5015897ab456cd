"""What may be in a message."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.staff.call import Call, Reason
from coach.staff.messages import (
    MOST_BYTES,
    MOST_ID,
    Answer,
    Called,
    Doing,
    Message,
    Part,
    State,
    answer_topic,
    call_topic,
    decoded,
    state_topic,
)

CANARY = "zebracorn"
KINDS = (State, Called, Answer)
CALLED = Called.of(Call.begin(7, Reason.OVERDOSE, 100.0), 142.9)


def allowed(kind: Any) -> bool:
    """Whether nothing but a number, one of a few words or some of them can be in it."""
    if get_origin(kind) is tuple:
        return all(allowed(each) for each in get_args(kind) if each is not Ellipsis)
    if get_origin(kind) is Annotated:
        return allowed(get_args(kind)[0])
    return get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, int | StrEnum))


def test_every_message_is_looked_at_here() -> None:
    """A new one too."""
    assert set(Message.__subclasses__()) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_is_a_number_or_a_choice_and_never_free_words(kind: type[Message]) -> None:
    """So no word that somebody said has a place in any message, whatever goes wrong in the program."""
    assert [name for name, field in kind.model_fields.items() if not allowed(field.annotation)] == []


def planted(message: Message) -> Iterator[dict[str, Any]]:
    """The message with the canary in place of each of its fields, and beside them."""
    fields = message.model_dump()
    for name in (*fields, "note"):
        yield fields | {name: CANARY}
        yield fields | {name: [CANARY]}


@pytest.mark.parametrize("message", [State(doing=Doing.ASLEEP), CALLED, Answer(id=7, did="cleared")])
def test_a_canary_is_refused_wherever_it_is_planted(message: Message) -> None:
    """By name, by field, and when it is read."""
    for fields in planted(message):
        with pytest.raises(ValueError, match=r"validation error"):
            type(message).model_validate(fields)
    assert decoded(type(message), message.encoded()) == message


@pytest.mark.parametrize(
    "payload",
    [b"", b"null", b"[]", b"{}", b"\xff", b'{"id": 1e99, "did": "cleared"}', b'{"id": 0, "did": "cleared"}',
     b'{"id": 7, "did": "cleared"}' + b" " * MOST_BYTES, b"[" * 100_000],
)  # fmt: skip
def test_what_is_malformed_or_too_long_is_no_message(payload: bytes) -> None:
    """And nothing is raised."""
    assert decoded(Answer, payload) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_none(payload: bytes) -> None:
    """Whatever comes."""
    assert all(decoded(kind, payload) is None or payload for kind in KINDS)


def test_the_longest_message_is_far_shorter_than_what_is_refused() -> None:
    """Nothing of ours is ever too long."""
    most = MOST_ID - 1
    longest = Called.model_validate(dict(CALLED) | {"id": most, "number": most, "role": most, "waiting_seconds": most})
    assert len(longest.encoded()) < MOST_BYTES / 4
    counts = dict.fromkeys(("tested_at_seconds", "content", "calls", "unanswered", "refused"), most)
    state = State.model_validate({"doing": "session", "self_test": "passed", "faults": tuple(Part)} | counts)
    assert len(state.encoded()) < MOST_BYTES / 2
    with pytest.raises(ValueError, match="at most 5 items"):
        State.model_validate({"doing": "fault", "faults": [*Part, Part.EAR]})


def test_a_call_is_told_with_its_own_waiting_time_and_no_clock_of_the_wall() -> None:
    """A kiosk that wakes in 1970 tells the same. Taken up again, it has waited as long, and its role has its time."""
    assert CALLED.waiting_seconds == 42
    again = CALLED.call(now=1000.0)
    assert (again.called_seconds, again.round_seconds, again.number) == (958.0, 1000.0, 1)


def test_a_topic_begins_with_whose_it_is() -> None:
    """So a broker can allow each kiosk its own alone."""
    topics = (state_topic("ward-3"), call_topic("ward-3", 7), answer_topic("ward-3", 7))
    assert topics == ("site/ward-3/state", "site/ward-3/call/7", "site/ward-3/answer/7")
