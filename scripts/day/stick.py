"""A stick with an update on it, made and signed as docs/centre tells, by who keeps the key of the place."""

import shutil
import subprocess
from pathlib import Path

from coach.editions import update
from scripts.day.process import HOUSE, PLACE

PACK = HOUSE / "coach" / "packs" / "en"
GREETING = Path("session", "welcome.yaml")
BEFORE = "I am a program, not a person."
WORDS = {1: "I am only a program, not a person.", 2: "I am just a program, not a person."}
"""What the kiosk says of itself, by the update that brought it."""
MANIFEST = "version: {version}\nabout: another greeting\nmade_on: 2026-11-30\nplace: {place}\n"


def key_pair(folder: Path, name: str) -> Path:
    """A secret key without a password; its public one is beside it, `.pub`. Raises CalledProcessError."""
    secret = folder / f"{name}.key"
    words = ["minisign", "-G", "-W", "-p", str(secret.with_suffix(".pub")), "-s", str(secret)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return secret


def write(folder: Path, secret: Path, version: int, spoiled: bool) -> Path:
    """A new stick in a folder. `spoiled`: one byte of what it holds is another than was signed."""
    made, stick = folder / f"version-{version}", folder / f"stick-{version}"
    shutil.copytree(PACK, made / "packs" / "en")
    greeting = made / "packs" / "en" / GREETING
    greeting.write_text(greeting.read_text(encoding="utf-8").replace(BEFORE, WORDS[version]), encoding="utf-8")
    (made / update.MANIFEST).write_text(MANIFEST.format(version=version, place=PLACE), encoding="utf-8")
    stick.mkdir()
    file = stick / f"harbor-{version}{update.ENDING}"
    update.make(made, secret, file)
    if spoiled:
        signed = bytearray(file.read_bytes())
        signed[-1000] ^= 1
        file.write_bytes(signed)
    return stick
