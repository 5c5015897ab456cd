"""What goes between a kiosk and its staff: numbers and choices, never a word.

    site/KIOSK/state       kiosk -> staff   State   kept by the broker; its last will says that it is gone
    site/KIOSK/call/ID     kiosk -> staff   Called  kept until the call is cleared, and said again each ten seconds
    site/KIOSK/answer/ID   staff -> kiosk   Answer  kept, so that a kiosk that is away hears it when it is back; staff's
                                                    side takes it back when the call is gone

A topic begins with whose it is, so a broker can allow each kiosk, by its certificate, its own alone.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.staff.call import Call, Reason, Stage

MOST_BYTES = 1024
"""Of one message. Ours have less than half of it."""
MOST_ID = 2**53
"""What every reader of JSON still tells apart."""
Count = Annotated[int, Field(ge=0, lt=MOST_ID)]
Id = Annotated[int, Field(ge=1, lt=MOST_ID)]
Seconds = Annotated[int, Field(ge=0, lt=MOST_ID)]


class Message(BaseModel):
    """Frozen; what it does not know, it refuses. A field is a number, a choice of a few, or some of a few."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def encoded(self) -> bytes:
        """As it is sent."""
        return self.model_dump_json().encode()


class Doing(StrEnum):
    """What a kiosk is doing."""

    AWAY = "away"
    """It does not answer: switched off, broken, or off the network."""
    ASLEEP = "asleep"
    SESSION = "session"
    SELF_TEST = "self-test"
    FAULT = "fault"
    """Nobody is there, and a part of it does not work; the next person may not be heard, or may hear nothing."""


class Part(StrEnum):
    """What of a kiosk may not work."""

    MICROPHONE = "microphone"
    LOUDSPEAKER = "loudspeaker"
    EAR = "ear"
    VOICE = "voice"
    SCREEN = "screen"


class SelfTest(StrEnum):
    """How the last test at the start of a shift went."""

    NONE = "none"
    PASSED = "passed"
    FAILED = "failed"


class State(Message):
    """How a kiosk is.

    `tested_at_seconds`: when that test ended, since 1970, by the kiosk's clock, which may be wrong; 0: not known.
    `content`: a number that changes with what it says. `calls`, `unanswered`: how many are open, and how many of these
    nobody has answered. `refused`: how many messages it could make nothing of. `faults`: what does not work.
    """

    doing: Doing
    self_test: SelfTest = SelfTest.NONE
    tested_at_seconds: Count = 0
    content: Count = 0
    calls: Count = 0
    unanswered: Count = 0
    refused: Count = 0
    faults: Annotated[tuple[Part, ...], Field(max_length=len(Part))] = ()


class Called(Message):
    """How far a call has come. `number` grows with each step; `waiting_seconds`: since staff were first called."""

    id: Id
    number: Annotated[int, Field(ge=1, lt=MOST_ID)]
    reason: Reason
    stage: Stage
    role: Count
    waiting_seconds: Seconds

    @classmethod
    def of(cls, call: Call, now: float) -> Self:
        """As it stands now."""
        waiting_seconds = max(0, int(now - call.called_seconds))
        return cls(
            id=call.id, number=call.number, reason=call.reason, stage=call.stage, role=call.role,
            waiting_seconds=waiting_seconds,
        )  # fmt: skip

    def call(self, now: float) -> Call:
        """The call that it told of, on another clock: the role at hand has all of its time again."""
        since = now - self.waiting_seconds
        return Call(self.id, self.reason, since, now, self.number, self.stage, self.role)


class Answer(Message):
    """What staff did about a call. Cleared: somebody was there."""

    id: Id
    did: Literal["answered", "cleared"]


Kind = TypeVar("Kind", bound=Message)


def decoded(kind: type[Kind], payload: bytes) -> Kind | None:
    """The message; None for what is too long, or is none of this kind."""
    if len(payload) > MOST_BYTES:
        return None
    try:
        return kind.model_validate_json(payload)
    except ValidationError:
        return None


def state_topic(kiosk: str) -> str:
    """Where a kiosk says how it is; "+" for all of them."""
    return f"site/{kiosk}/state"


def call_topic(kiosk: str, id: int | str) -> str:
    """Where a kiosk tells of one call; "+" for all."""
    return f"site/{kiosk}/call/{id}"


def answer_topic(kiosk: str, id: int | str) -> str:
    """Where staff answer one call of a kiosk; "+" for all."""
    return f"site/{kiosk}/answer/{id}"
