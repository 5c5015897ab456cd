"""Archives that carry a speech model or an update, unpacked without trust: no more than was said, and nowhere else."""

import fcntl
import lzma
import os
import shutil
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator

from coach.errors import DeviceError

CHUNK_BYTES = 1_000_000
GET_AGAIN = "Get it again; nothing was installed."
BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
"""What reading a zip file raises where it is torn; some of them on a seek to where nothing is."""
MOST_FILES = 1000
"""Of one model; those in the catalogue have 3 and 15."""
MOST_GROWTH = 20
"""How many times as large as its archive a model may be, where nothing lists its files; Vosk's are 1.7 times."""
SMALL_BYTES = 10_000_000
"""Nothing is too large below this."""


def relative(name: str) -> str:
    """A path that stays in the folder it begins in. Raises ValueError for any other."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or not name.isprintable():
        raise ValueError("no path that stays in its folder")
    return name


Inside = Annotated[str, AfterValidator(relative)]


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder within this one, on the same disk; one process at a time has it, and it is gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY)
    place = folder / ".fetching"
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.rmtree(place, ignore_errors=True)  # left by a power cut
        place.mkdir()
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        os.close(lock)


def unpack(
    archive: Path, inside: str, fresh: Path, sizes: Mapping[str, int] | None = None, most_files: int = MOST_FILES
) -> None:
    """Unpack what lies in the archive's folder `inside` into the new folder `fresh`. Raises DeviceError, OSError.

    `sizes`: the files that are wanted of it, and how large they are, where that is known. What is more is not written.
    """
    room = _room_for(archive, sizes)
    with closing(_open(archive)) as members:
        wanted = [member for member in members.infolist() if _is_wanted(member, inside, sizes)]
        if len(wanted) > most_files:
            raise DeviceError(f"{archive.name} holds {len(wanted)} files; {most_files} is the most.", GET_AGAIN)
        for member in wanted:
            with _place(fresh, member.filename, inside).open("wb") as unpacked:
                for chunk in _chunks(members, member):
                    unpacked.write(room.take(chunk))
    _require_something(archive, inside, fresh)


def unpack_tar(archive: Path, inside: str, fresh: Path, sizes: Mapping[str, int]) -> None:
    """The same for a tar archive, as npm has them: just these files."""
    room = _room_for(archive, sizes)
    wanted = {str(PurePosixPath(inside) / name) for name in sizes}
    try:
        with tarfile.open(archive) as members:
            for member in members:
                if member.isfile() and member.name in wanted and (packed := members.extractfile(member)):
                    with packed, _place(fresh, member.name, inside).open("wb") as unpacked:
                        while chunk := packed.read(CHUNK_BYTES):
                            unpacked.write(room.take(chunk))
    except (tarfile.TarError, EOFError, zlib.error) as broken:
        raise DeviceError(f"{archive.name} is no whole tar file ({broken}).", GET_AGAIN) from None
    _require_something(archive, inside, fresh)


class Room:
    """So many bytes are taken and no more: whoever sends them does not decide how full the disk becomes."""

    def __init__(self, most_bytes: int, sender: str) -> None:
        self._most_bytes = self._left = most_bytes
        self._sender = sender

    def take(self, content: bytes) -> bytes:
        """The same. Raises DeviceError where there is no room for it."""
        self._left -= len(content)
        if self._left < 0:
            raise DeviceError(f"{self._sender} is more than the {self._most_bytes} bytes that it may be.", GET_AGAIN)
        return content


def _room_for(archive: Path, sizes: Mapping[str, int] | None) -> Room:
    most_bytes = sum(sizes.values()) if sizes else max(SMALL_BYTES, MOST_GROWTH * archive.stat().st_size)
    return Room(most_bytes, f"What {archive.name} unpacks to")


def _place(fresh: Path, name: str, inside: str) -> Path:
    place = fresh / PurePosixPath(name).relative_to(inside)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _require_something(archive: Path, inside: str, fresh: Path) -> None:
    if not fresh.exists():
        raise DeviceError(f"{archive.name} holds no folder {inside or '/'} with what is wanted.", GET_AGAIN)


def _open(archive: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(archive)
    except BROKEN as broken:
        raise DeviceError(f"{archive.name} is no whole zip file ({broken}).", GET_AGAIN) from None


def _chunks(members: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What is in a file of an archive, piece by piece. Raises DeviceError."""
    try:
        with members.open(member) as packed:
            while chunk := packed.read(CHUNK_BYTES):
                yield chunk
    except BROKEN as broken:
        raise DeviceError(f"{members.filename} is no whole zip file ({broken}).", GET_AGAIN) from None


def _is_wanted(member: zipfile.ZipInfo, inside: str, sizes: Mapping[str, int] | None) -> bool:
    """Whether it belongs to the model. Raises DeviceError for names that leave the folder, and links that would ("zip
    slip"). The zipfile module would mend some silently.
    """
    name = PurePosixPath(member.orig_filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or is_link:
        raise DeviceError(f"The archive holds {member.orig_filename!r}, which reaches outside its folder.", GET_AGAIN)
    path = PurePosixPath(member.filename)
    if member.is_dir() or not path.is_relative_to(inside):
        return False
    return not sizes or str(path.relative_to(inside)) in sizes
