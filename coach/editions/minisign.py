"""Signatures by minisign, as the program of that name makes and reads them: Debian has it, 0.1 MB on libsodium.

It is kept by who wrote the format, and keeps its own secret keys: this program never sees one, nor a password. Looked
at beside it: py-minisign, which one person keeps and which brings `cryptography` to each kiosk; and `cryptography`
alone, with the format written down once more by us.
"""

import base64
import binascii
import subprocess
from pathlib import Path
from typing import Annotated

from pydantic import Field

from coach import plain_file
from coach.errors import CallerError, DeviceError

PROGRAM = "minisign"
INSTALL = "Install it: sudo apt-get install minisign"
HEAD_LINES = 4
"""Of a signature: a comment, the signature, a comment that is signed too, and its signature."""
LINE_BYTES = 500
KEY = r"RW[A-Za-z0-9+/]{54}"

PublicKey = Annotated[str, Field(pattern=f"^{KEY}$")]
"""The second line of a `.pub` file."""


def sign(file: Path, secret_key: Path, signature: Path, comment: str) -> None:
    """Sign a file; minisign asks for the key's password itself. Raises CallerError where it does not sign."""
    if _run("-S", "-s", secret_key, "-m", file, "-x", signature, "-t", comment):
        fix = f"Look at what {PROGRAM} said. A key is made by: minisign -G -p harbor.pub -s harbor.key"
        raise CallerError(f"Nothing was signed with {secret_key}.", fix)


def is_right(file: Path, signature: Path, key: str) -> bool:
    """Whether this key has signed this file, and the comment. Raises DeviceError."""
    return _run("-V", "-q", "-P", key, "-m", file, "-x", signature, quiet=True) == 0


def key_of(path: Path) -> str:
    """The key in a `.pub` file. Raises CallerError."""
    try:
        lines = plain_file.read_text(path, HEAD_LINES * LINE_BYTES).splitlines()
        id_of(lines[-1])
    except (OSError, UnicodeDecodeError, LookupError, ValueError) as unfit:
        raise CallerError(f"{path} is no public key of minisign's ({unfit}).", "Name its .pub file.") from None
    return lines[-1]


def id_of(line: str) -> str:
    """The name by which minisign calls the key of a key's or a signature's line. Raises ValueError for another line."""
    try:
        raw = base64.b64decode(line, validate=True)
    except binascii.Error as broken:
        raise ValueError(str(broken)) from None
    if raw[:1] != b"E" or raw[1:2] not in (b"d", b"D") or len(raw) not in (42, 74):
        raise ValueError("no line of minisign's")
    return f"{int.from_bytes(raw[2:10], 'little'):016X}"


def _run(*words: str | Path, quiet: bool = False) -> int:
    heard = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run([PROGRAM, *words], stdout=heard, stderr=heard, check=False).returncode
    except FileNotFoundError:
        raise DeviceError(f"The program {PROGRAM} is not installed.", INSTALL) from None
