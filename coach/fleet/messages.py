"""What a browser may send: who signs in, and what was done about a call. Anything else is refused."""

from urllib.parse import parse_qs

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.fleet.people import MOST_LETTERS
from coach.fleet.roster import Did
from coach.staff.messages import Id

MOST_BYTES = 2048
MOST_FIELDS = 4


class Sent(BaseModel):
    """Exactly these fields, of exactly these types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Answered(Sent):
    """About one call, as it stood on the page. `number`: of the step that was seen."""

    kiosk: str = Field(max_length=40)
    id: Id
    number: Id
    did: Did


class SignIn(Sent):
    """A name and a password."""

    name: str = Field(max_length=40)
    password: str = Field(max_length=MOST_LETTERS)


def answered(body: bytes) -> Answered | None:
    """None where it is none."""
    try:
        return Answered.model_validate_json(body)
    except ValidationError:
        return None


def sign_in(body: bytes) -> SignIn | None:
    """As a form is sent. None where it is none."""
    try:
        fields = parse_qs(body.decode("ascii"), strict_parsing=True, max_num_fields=MOST_FIELDS, errors="strict")
        return SignIn.model_validate({name: values[0] for name, values in fields.items() if len(values) == 1})
    except ValueError:
        return None
