"""How the last self-test went: kept until the next one, so that a kiosk that starts can show it.

It tells of the machine: a result, a time and the number of the content, and nothing of anybody.
"""

from pathlib import Path

import platformdirs
from pydantic import BaseModel, ConfigDict, ValidationError

from coach import installation, plain_file
from coach.errors import DeviceError
from coach.kiosk import records
from coach.kiosk.site import Site
from coach.staff.messages import Count, SelfTest

MOST_BYTES = 1000
CONTENT_DIGITS = 12
"""Of the content's checksum, which is sixteenfold at each: 48 bits of it are its number."""


class LastTest(BaseModel):
    """`at_seconds`: when it ended, since 1970, by a clock that may have been wrong."""

    model_config = ConfigDict(frozen=True)

    result: SelfTest
    at_seconds: Count
    content: Count


def path() -> Path:
    """Beside the records."""
    return installation.users_own(platformdirs.user_data_path) / "self-test.json"


def content_number(site: Site) -> int:
    """Another one for each change of what the site speaks with. Raises AuthorError, OSError."""
    return int(records.of_site(site).content[:CONTENT_DIGITS], 16)


def keep(test: LastTest, kept: Path) -> None:
    """In place of the one before. Raises DeviceError."""
    try:
        plain_file.write(kept, test.model_dump_json().encode())
    except OSError as failure:
        told = f"The self-test's result cannot be kept in {kept} ({failure.strerror})."
        raise DeviceError(told, "Make room there, or let the kiosk's user write it.") from failure


def read(kept: Path) -> LastTest | None:
    """None where none was kept, or where it cannot be read: then none is known, and the next one tells."""
    try:
        return LastTest.model_validate_json(plain_file.read(kept, MOST_BYTES))
    except (OSError, ValidationError):
        return None
