"""Archives that carry a speech model or an update: fetched, or taken out of a wheel, and unpacked without trust.

Pooch (BSD) downloads: it has the short time-out for connecting, the bar, the checksum and the removal of what did not
arrive whole. Ours is what it does not do: models that lie in a wheel, and the refusal of what is larger than it should
be, on the way here as well as unpacked, and of an archive that reaches outside its folder.
"""

import fcntl
import lzma
import os
import shutil
import stat
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, BinaryIO

from pydantic import AfterValidator, Field

from coach.document import Checked
from coach.errors import DeviceError

CONNECT_SECONDS = 5
READ_SECONDS = 30
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


class Zip(Checked):
    """The publisher's archive."""

    zip: str
    """Its address."""
    bytes: int
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    folder: Inside
    """Where the model lies in the archive."""


class Wheel(Checked):
    """A Python package that carries the model. Its checksum differs from platform to platform; its files' do not."""

    wheel: str
    """The requirement, with its version: `moonshine-voice==0.1.0`."""
    bytes: int
    folder: Inside


def get(source: Zip | Wheel, workplace: Path) -> Path:
    """The source's archive, fetched into `workplace`; a Zip's checksum is right. Raises DeviceError, OSError."""
    return _download(source, workplace) if isinstance(source, Zip) else _download_wheel(source, workplace)


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
    archive: Path, inside: str, fresh: Path, most_bytes: int | None = None, most_files: int = MOST_FILES
) -> None:
    """Unpack what lies in the archive's folder `inside` into the new folder `fresh`. Raises DeviceError, OSError.

    `most_bytes`: so much it may be, where that is known. What is more is not written.
    """
    most_bytes = most_bytes or max(SMALL_BYTES, MOST_GROWTH * archive.stat().st_size)
    room = Room(most_bytes, f"What {archive.name} unpacks to")
    with closing(_open(archive)) as members:
        wanted = [member for member in members.infolist() if _is_wanted(member, inside)]
        if len(wanted) > most_files:
            raise DeviceError(f"{archive.name} holds {len(wanted)} files; {most_files} is the most.", GET_AGAIN)
        for member in wanted:
            target = fresh / PurePosixPath(member.filename).relative_to(inside)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as unpacked:
                for chunk in _chunks(members, member):
                    unpacked.write(room.take(chunk))
    if not fresh.exists():
        raise DeviceError(f"{archive.name} holds no folder {inside}.", GET_AGAIN)


def _download(source: Zip, workplace: Path) -> Path:
    import pooch  # noqa: PLC0415 - only here, so that whoever fetches nothing has no part that could
    import requests  # noqa: PLC0415

    pooch.get_logger().setLevel("WARNING")
    bar = pooch.HTTPDownloader(progressbar=True, timeout=(CONNECT_SECONDS, READ_SECONDS))

    def download(address: str, path: str, pooch: Any) -> None:
        with open(path, "wb") as file:
            bar(address, Filling(file, Room(source.bytes, address)), pooch)

    try:
        return Path(pooch.retrieve(source.zip, f"sha256:{source.sha256}", "archive", workplace, downloader=download))
    except requests.RequestException as failure:
        raise DeviceError(f"{source.zip} cannot be had ({_cause(failure)}).", GET_AGAIN) from None
    except ValueError:
        raise DeviceError(f"{source.zip} gave something with another checksum.", GET_AGAIN) from None


def _download_wheel(source: Wheel, workplace: Path) -> Path:
    folder = workplace / "wheel"
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
    command += ["--no-cache-dir", "--disable-pip-version-check", "--dest"]  # no more is asked for, or kept
    # pip shows its own bar; it goes where bars go, so that nothing else stands in a program's `--json`.
    pip = subprocess.run(
        [*command, folder, source.wheel], stdout=sys.__stderr__, stderr=subprocess.PIPE, text=True, check=False
    )
    if pip.returncode != 0:
        last = "".join(pip.stderr.strip().splitlines()[-1:]).removeprefix("ERROR: ")
        raise DeviceError(f"pip cannot get {source.wheel} ({last}).", GET_AGAIN)
    return next(folder.glob("*.whl"))


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


class Filling:
    """A file as pooch writes it, as long as there is room."""

    def __init__(self, file: BinaryIO, room: Room) -> None:
        self._file = file
        self._room = room
        self.flush = file.flush

    def write(self, content: bytes) -> int:
        """Write it. Raises DeviceError."""
        return self._file.write(self._room.take(content))


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


def _is_wanted(member: zipfile.ZipInfo, inside: str) -> bool:
    """Whether it belongs to the model. Raises DeviceError for names that leave the folder, and links that would ("zip
    slip"). The zipfile module would mend some silently.
    """
    name = PurePosixPath(member.orig_filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or is_link:
        raise DeviceError(f"The archive holds {member.orig_filename!r}, which reaches outside its folder.", GET_AGAIN)
    return not member.is_dir() and PurePosixPath(member.filename).is_relative_to(inside)


def _cause(failure: BaseException) -> str:
    """The innermost reason of a failed request, in a few words."""
    while inner := failure.__cause__ or failure.__context__:
        failure = inner
    return str(failure) or type(failure).__name__
