"""What was in force when: which program, content, signatures and settings a kiosk spoke with. For an inspector.

A line is added when a kiosk starts with something else than it had before, and none is taken out. It tells of the
kiosk, never of anybody who spoke with it, nor when somebody did.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, ValidationError

from coach import __version__, installation, plain_file
from coach.content import signatures
from coach.content.loader import pack_folder
from coach.content.signatures import Signature
from coach.errors import DeviceError
from coach.kiosk.site import Site

MOST_BYTES = 20_000_000
"""Some thousand changes."""


class InForce(BaseModel):
    """What a kiosk speaks with."""

    model_config = ConfigDict(frozen=True)

    program: str
    """The version of the coach."""
    edition: str = "by hand"
    """The update that the content and the settings came with: its version, and what its maker said of it."""
    pack: str
    content: str
    """A checksum over every file of words in the pack."""
    signed: list[Signature]
    """The signatures that hold for these files as they are."""
    unsigned: list[str]
    """The files that nobody has signed as they are, and that the site accepts by name."""
    site: dict[str, Any]
    """All that the place says, with every default."""


class Record(BaseModel):
    """From when on, by the machine's clock, which may have been wrong."""

    model_config = ConfigDict(frozen=True)

    since: datetime
    in_force: InForce


def path() -> Path:
    """Where they are kept: below the data folder of the user that the kiosk runs as."""
    return installation.users_own(platformdirs.user_data_path) / "records.jsonl"


def of_site(site: Site, edition: str = "by hand") -> InForce:
    """What this site speaks with now, and what it came with. Raises AuthorError, OSError."""
    folder = pack_folder(site.settings.pack)
    unsigned = signatures.unsigned(folder)
    changed = {name for name, _ in signatures.outdated(folder, signatures.of_pack(folder))}
    signed = [signature for signature in signatures.of_pack(folder) if signature.content not in {*changed, *unsigned}]
    whole = hashlib.sha256()
    for name, file in signatures.contents(folder).items():
        whole.update(f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    said = site.model_dump(mode="json")
    return InForce(
        program=__version__, edition=edition, pack=folder.name, content=whole.hexdigest(),
        signed=signed, unsigned=unsigned, site=said,
    )  # fmt: skip


def keep(in_force: InForce, kept: Path, now: datetime) -> bool:
    """Add a record, if it is another than the last; whether it was. Raises DeviceError."""
    records = list(read(kept))
    if records and records[-1].in_force == in_force:
        return False
    lines = [record.model_dump_json() for record in (*records, Record(since=now, in_force=in_force))]
    try:
        plain_file.write(kept, "".join(f"{line}\n" for line in lines).encode())
    except OSError as failure:
        told = f"What is in force cannot be recorded in {kept} ({failure.strerror})."
        raise DeviceError(told, "Make room there, or let the kiosk's user write it.") from failure
    return True


def read(kept: Path) -> Iterator[Record]:
    """All of them, the oldest first; none where none was kept. Raises DeviceError naming a line that is damaged."""
    try:
        lines = plain_file.read_text(kept, MOST_BYTES).splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, UnicodeDecodeError) as failure:
        raise DeviceError(
            f"{kept} cannot be read ({failure}).", "Look at it as the kiosk's user, or root."
        ) from failure
    for number, line in enumerate(lines, start=1):
        try:
            yield Record.model_validate(json.loads(line))
        except (ValueError, ValidationError) as damaged:
            fix = "Keep a copy of it for the inspector, and take the line out."
            raise DeviceError(f"{kept}:{number}: no record.", fix) from damaged


def now() -> datetime:
    """By the machine's clock."""
    return datetime.now(UTC)
