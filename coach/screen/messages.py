"""What the page may send: a touch, a look at the clock, and that it was painted. Anything else is dropped."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

MOST_BYTES = 512
"""Of one message; the longest that the page sends has about 60."""


class Message(BaseModel):
    """Exactly these fields, of exactly these types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Touch(Message):
    """A button or a key. `key`: as in KeyPressed. `turn`: the question that it answers; None: it works at any time."""

    kind: Literal["touch"]
    key: str = Field(max_length=60, pattern=r"^[a-z0-9_]+$")
    turn: int | None = None


class Ping(Message):
    """How late is it? `page_seconds`: on the page's own clock, to come back with the answer."""

    kind: Literal["ping"]
    page_seconds: float = Field(allow_inf_nan=False)


class Painted(Message):
    """The browser has drawn frames of it since it said so last: it lives, and somebody can see it."""

    kind: Literal["painted"]


Sent = Touch | Ping | Painted
"""One message."""
_MESSAGES: TypeAdapter[Sent] = TypeAdapter(Annotated[Sent, Field(discriminator="kind")])


def read(text: str | bytes) -> Sent | None:
    """The message; None where it is none."""
    if len(text) > MOST_BYTES:
        return None
    try:
        return _MESSAGES.validate_json(text)
    except ValidationError:
        return None
