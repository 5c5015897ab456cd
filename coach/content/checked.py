"""A pack that was read and checked before, as it was found: to open it again takes a tenth of the time.

What is kept is the checked models as JSON, which holds no code, under a hash of all that they were made from: every
file of the pack, and our own program that checked them. Where a comma differs, or what was kept is damaged, the pack is
read and checked as ever. Faults are not kept: who mends a pack sees it checked each time.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from coach import document, plain_file
from coach.content import loader
from coach.content.header import Header
from coach.content.intents import Intents
from coach.content.pack import Pack
from coach.content.repair import Repair
from coach.content.risk import Risk
from coach.content.script import Script
from coach.content.words import Words
from coach.document import Checked

CHECKED_BY = (*Path(__file__).parent.glob("*.py"), Path(document.__file__))
HASH_LETTERS = 64


class Contents(Checked):
    """All of a `Pack` but where it lies, under the same names."""

    header: Header
    words: Words
    repair: Repair
    risk: Risk
    session: dict[str, Script]
    exercises: dict[str, Script]
    safety: dict[str, Script]
    intents: Intents
    reading: dict[str, str]


def open_pack(folder: Path, kept: Path) -> Pack:
    """The pack in `folder`, checked now or before. `kept`: where what was found is kept. Raises AuthorError.

    Where nothing can be kept it is checked each time.
    """
    path = kept / f"{folder.name}-{_hash(_made_from(folder))}.json"
    with suppress(OSError, ValueError):  # nothing kept, or damaged
        return _read(path, folder)
    pack = loader.load_pack(folder)
    with suppress(OSError):
        _keep(pack, path)
    return pack


def _read(path: Path, folder: Path) -> Pack:
    """Raises OSError, ValueError where it is not what was written."""
    told, _, written = path.read_bytes().partition(b"\n")
    if told.decode("ascii") != _hash([written]):
        raise ValueError(f"{path} is damaged")
    contents = Contents.model_validate_json(written)
    return Pack(folder, **{name: getattr(contents, name) for name in Contents.model_fields})


def _keep(pack: Pack, path: Path) -> None:
    """In one go, and in place of what was kept of it before. Raises OSError."""
    contents = Contents(**{name: getattr(pack, name) for name in Contents.model_fields})
    written = contents.model_dump_json(exclude_defaults=True).encode()
    plain_file.write(path, _hash([written]).encode("ascii") + b"\n" + written)
    for other in path.parent.glob(f"{pack.folder.name}-{'?' * HASH_LETTERS}.json"):
        if other != path:
            other.unlink(missing_ok=True)


def _made_from(folder: Path) -> Iterator[bytes]:
    """All on which it depends what is found in a pack. What is no text of it counts by its size and time."""
    for source in sorted(CHECKED_BY):
        yield source.read_bytes()
    for path in sorted(folder.rglob("*")):
        yield os.fsencode(path.relative_to(folder))
        if path.is_file():
            looked_at = path.stat()
            yield f" {looked_at.st_size} {looked_at.st_mtime_ns} ".encode()
            if path.suffix == ".yaml" and looked_at.st_size <= document.MOST_BYTES:
                yield path.read_bytes()


def _hash(parts: Iterator[bytes] | list[bytes]) -> str:
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(part)
    return hashed.hexdigest()
