"""Who has signed which version of a pack's files: `signatures.yaml` in the pack, one entry a signature, none taken out.

A signature holds for a file as it was, to the last comma: its checksum is the one on the page that was read
(`coach preview`). It is a record and no proof: whoever can write the pack can write it too.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import yaml
from pydantic import Field, RootModel

from coach import document, plain_file
from coach.document import Checked

FILE = "signatures.yaml"
ROOMS = ("session", "exercises", "safety")
"""Folders, by which all that lies in them can be named at once."""


class Signature(Checked):
    """Somebody has read this version of this file, and stands for it."""

    content: str
    """The file's name in the pack: "exercises/urge_surfing.yaml"."""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    by: str = Field(min_length=3, max_length=100)
    signed_on: date


class Signatures(RootModel[list[Signature]]):
    """All of a pack, the oldest first."""


def of_pack(folder: Path) -> list[Signature]:
    """Those that lie in a pack. Raises AuthorError."""
    return document.read(folder / FILE, Signatures).content.root if (folder / FILE).exists() else []


def contents(folder: Path) -> dict[str, Path]:
    """What can be signed, by its file's name in the pack: every file of words."""
    files = (path for path in sorted(folder.rglob("*.yaml")) if path.name != FILE)
    return {path.relative_to(folder).as_posix(): path for path in files}


def unsigned(folder: Path, accepted: Iterable[str] = ()) -> list[str]:
    """The files that nobody has signed as they are now, but for those `accepted`, by id or room. Raises AuthorError."""
    signed = {(signature.content, signature.sha256) for signature in of_pack(folder)}
    return [
        name
        for name, path in contents(folder).items()
        if names_of(name).isdisjoint(accepted) and (name, _sha256(path)) not in signed
    ]


def outdated(folder: Path, signatures: list[Signature]) -> Iterator[tuple[str, Signature]]:
    """Each file that was signed, and has changed since or is gone, with its last signature."""
    last = {signature.content: signature for signature in signatures}
    current = {(signature.content, signature.sha256) for signature in signatures}
    files = contents(folder)
    for name, signature in last.items():
        if name not in files or (name, _sha256(files[name])) not in current:
            yield name, signature


def sign(folder: Path, name: str, by: str, today: date) -> Signature:
    """Record that somebody stands for this file of a pack as it is now. Raises AuthorError, OSError."""
    signature = Signature(content=name, sha256=_sha256(folder / name), by=by, signed_on=today)
    entries = [each.model_dump() for each in (*of_pack(folder), signature)]
    written = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
    plain_file.write(folder / FILE, written.encode())
    return signature


def names_of(content: str) -> set[str]:
    """By what a file can be named: its id, and the room that it lies in."""
    path = Path(content)
    return {path.stem, path.parent.as_posix()}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
