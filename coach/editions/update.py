"""An update: content, a voice and settings in one signed file, made at one place and unpacked at many.

The file is a signature (four lines, as minisign writes them) with a zip archive behind it. That is not looked into
before the signature was found right. In its folder `update`:

    update.yaml     what its maker says of it (`Manifest`)
    checksums       of every other file, as `sha256sum` writes them
    site.yaml       the settings, if it brings them
    packs/NAME/     content, if it brings any: the site's file names it by NAME
    voices/         a Piper voice, if it brings one: `piper_model: voices/NAME.onnx` in the site's file
"""

import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pydantic import Field

from coach import archives, document
from coach.archives import Room
from coach.checksums import sha256
from coach.content.loader import load_pack
from coach.document import Checked
from coach.editions import minisign
from coach.editions.minisign import HEAD_LINES, LINE_BYTES, PublicKey
from coach.errors import AuthorError, CallerError, DeviceError
from coach.kiosk import site
from coach.kiosk.site import Id
from coach.settings import Text

ENDING = ".update"
MANIFEST, CHECKSUMS, SITE = "update.yaml", "checksums", "site.yaml"
ROOMS = ("packs", "voices")
INSIDE = "update"
"""The folder in the archive."""
MOST_BYTES = 500_000_000
"""Of the file. A Piper voice has 60 MB, a pack with each line recorded 200."""
MOST_FILES = 5000
AGAIN = "coach update make"
COPY_AGAIN = "Copy it again, from where it was made; nothing was changed."
NOTHING_CHANGED = "Nothing was changed."
SIZE = re.compile(rb"trusted comment: coach update [^\n]*, (\d{1,12}) bytes\n")
BEGINNING_OF_TIME = (1980, 1, 1, 0, 0, 0)
"""Of every file in the archive: it knows no time before, and the same folder makes the same archive."""
CHUNK_BYTES = 1_000_000


class Manifest(Checked):
    """What the maker of an update says of it: `update.yaml`."""

    version: int = Field(ge=1, le=999_999_999)
    """Greater than any before, at this place. An older one is never installed again."""
    about: Text = Field(max_length=200)
    """What changes, for who installs it and for an inspector."""
    made_on: date
    place: Text
    """As in the site's file: for no other place."""
    kiosks: list[Id] = Field(default=[], max_length=500)
    """For these alone; none: for each of the place."""
    keys: list[PublicKey] = Field(default=[], max_length=10)
    """Whose signature is trusted from this update on, and no other's. None: those that were before."""


def make(folder: Path, secret_key: Path, out: Path) -> Manifest:
    """Put a folder into one signed file, if nothing is wrong with it. Raises as `seal`."""
    if (folder / SITE).exists():
        site.read(folder / SITE, {})
    for pack in sorted((folder / site.PACKS).glob("*")):
        load_pack(pack)
    return seal(folder, secret_key, out)


def seal(folder: Path, secret_key: Path, out: Path) -> Manifest:
    """Put a folder into one signed file. Raises AuthorError, CallerError, DeviceError, OSError."""
    manifest, files = read_manifest(folder), dict(_files(folder))
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".") as place:
        archive, whole = Path(place) / "archive", Path(place) / "whole"
        _pack(files, archive)
        size = archive.stat().st_size
        if size > MOST_BYTES:
            raise CallerError(f"It is larger than {MOST_BYTES} bytes.", "Leave something out; no kiosk would take it.")
        minisign.sign(archive, secret_key, whole, f"coach update {manifest.version}, {size} bytes")
        with whole.open("ab") as signed, archive.open("rb") as read:
            shutil.copyfileobj(read, signed)
            signed.flush()
            os.fsync(signed.fileno())
        whole.replace(out)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """What `update.yaml` in a folder says. Raises AuthorError."""
    try:
        return document.read(folder / MANIFEST, Manifest).content
    except AuthorError as faulty:
        raise AuthorError(faulty.faults, AGAIN) from None


def found(path: Path) -> Path:
    """The update that a path names: a file, or the only one in a folder, such as a stick. Raises CallerError."""
    if not path.is_dir():
        return path
    here = sorted(path.glob(f"*{ENDING}"))
    if len(here) != 1:
        told = f"There are {len(here)} updates in {path}" + ("" if not here else f": {', '.join(p.name for p in here)}")
        raise CallerError(f"{told}.", "Name the file.")
    return here[0]


def opened(file: Path, workplace: Path, keys: Sequence[str]) -> Path:
    """The archive in a signed file, copied into `workplace`, once one of these keys was found to have signed it.

    Raises CallerError, DeviceError; OSError where it cannot be read, or the disk is full.
    """
    if not file.is_file():
        raise CallerError(f"There is no file {file}.", "Is the stick plugged in, and mounted? Name the update's file.")
    if not keys:
        fix = "Trust the key of who makes the updates: `coach update keys --trust harbor.pub --site site.yaml`"
        raise CallerError("No key is trusted here yet, so nothing can be installed.", fix)
    archive, signature = workplace / "archive", workplace / "signature"
    with file.open("rb") as signed:
        head = b"".join(signed.readline(LINE_BYTES) for _ in range(HEAD_LINES))
        said = SIZE.search(head)
        if not said or not head.endswith(b"\n"):
            raise DeviceError(f"{file} is no update.", f"Name a file that `coach update make` made. {NOTHING_CHANGED}")
        signature.write_bytes(head)
        _copy(signed, archive, Room(min(int(said[1]), MOST_BYTES), str(file)))
    if (size := archive.stat().st_size) != int(said[1]):
        raise DeviceError(f"{file} is not whole: {size} of {int(said[1])} bytes.", COPY_AGAIN)
    if not any(minisign.is_right(archive, signature, key) for key in keys):
        raise DeviceError(f"{file} is not as it was signed, {_signer(head, keys)}.", COPY_AGAIN)
    return archive


def unpack(archive: Path, fresh: Path) -> Manifest:
    """Unpack an archive into the new folder `fresh`, and compare each file. Raises AuthorError, DeviceError."""
    archives.unpack(archive, INSIDE, fresh, most_files=MOST_FILES)
    manifest = read_manifest(fresh)
    known = _listed(fresh / CHECKSUMS)
    there = {name: sha256(path) for name, path in _files(fresh) if name != CHECKSUMS}
    if wrong := [name for name, _ in known.items() ^ there.items()]:
        raise DeviceError(f"Damaged on the way: {', '.join(sorted(set(wrong)))}.", COPY_AGAIN)
    (fresh / CHECKSUMS).unlink()
    return manifest


def named_inside(faulty: AuthorError, folder: Path) -> AuthorError:
    """The same faults, with their files named as its maker knows them."""
    inside = [replace(each, path=Path(os.path.relpath(each.path, folder))) for each in faulty.faults]
    return AuthorError(inside, AGAIN)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """What lies in the folder of an update, by name. Raises CallerError for what does not belong there."""
    brings, paths = False, list(islice(folder.rglob("*"), MOST_FILES + 1))
    if len(paths) > MOST_FILES:
        raise CallerError(f"{folder} holds over {MOST_FILES} files.", "Is this the folder of an update?")
    for path in sorted(paths):
        if not _belongs(path, folder):
            fix = f"An update holds plain files: {MANIFEST}, {SITE}, packs/NAME, voices. Take it away."
            raise CallerError(f"{path} does not belong into an update.", fix)
        if path.is_file():
            brings = brings or path.name not in (MANIFEST, CHECKSUMS)
            yield path.relative_to(folder).as_posix(), path
    if not brings:
        raise CallerError(
            f"{folder} brings nothing.", f"Put {SITE}, packs/NAME or voices into it, as docs/centre tells."
        )


def _belongs(path: Path, folder: Path) -> bool:
    room, *inside = path.relative_to(folder).parts
    if path.is_symlink() or not (path.is_file() or path.is_dir()):
        return False
    return room in ROOMS if inside or path.is_dir() else room in (MANIFEST, CHECKSUMS, SITE)


def _listed(checksums: Path) -> dict[str, str]:
    """Checksums by name. Raises OSError."""
    lines = checksums.read_text(encoding="utf-8", errors="replace").splitlines()
    return {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}


def _pack(files: dict[str, Path], archive: Path) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        for name, path in files.items():
            with path.open("rb") as read, packed.open(_member(name), "w", force_zip64=True) as written:
                shutil.copyfileobj(read, written)
        listed = "".join(f"{sha256(path)}  {name}\n" for name, path in files.items())
        packed.writestr(_member(CHECKSUMS), listed)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(f"{INSIDE}/{name}", BEGINNING_OF_TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _copy(signed: BinaryIO, archive: Path, room: Room) -> None:
    """What follows the signature. It is copied first: what is on a stick may change while it is read."""
    with archive.open("wb") as copy:
        while chunk := signed.read(CHUNK_BYTES):
            copy.write(room.take(chunk))


def _signer(head: bytes, keys: Sequence[str]) -> str:
    """Who seems to have signed it, for whoever looks for the reason."""
    trusted = {minisign.id_of(key) for key in keys}
    try:
        signer = minisign.id_of(head.splitlines()[1].decode("ascii"))
    except (ValueError, LookupError):
        return "and its signature is none"
    return f"by {signer}" if signer in trusted else f"or by a key that is not trusted here ({signer})"
