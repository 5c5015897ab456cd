"""Who makes updates for a place, with a real key pair, and a kiosk of that place."""

import os
import shutil
from pathlib import Path

import pytest

from coach.editions import update
from scripts.day import stick
from tests.content.scripts import GOOD

DRAFTS = "drafts: [pack, words, repair, risk, session, exercises, safety]\n"
SITE = f"{DRAFTS}place: Harbor Clinic\nkiosk: ward-3\nsettings:\n  country: gb\n  pack: good\n"


def require_minisign() -> None:
    """Skip where there is none; in CI that is a failure."""
    if shutil.which("minisign") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("minisign is missing: apt-get install minisign")


def key_pair(folder: Path, name: str = "harbor") -> Path:
    """A secret key without a password; its public one is beside it, `.pub`."""
    require_minisign()
    return stick.key_pair(folder, name)


def kiosk(folder: Path) -> Path:
    """The site file of a kiosk that was set up by hand, with its pack beside it."""
    shutil.copytree(GOOD, folder / "kiosk" / "packs" / "good")
    (folder / "kiosk" / "site.yaml").write_text(SITE)
    return folder / "kiosk" / "site.yaml"


def content(folder: Path, version: int, more: str = "", site: str | None = SITE) -> Path:
    """The folder of an update: a pack that differs from the kiosk's by one word, and a site file."""
    place = folder / f"version-{version}"
    shutil.copytree(GOOD, place / "packs" / "good")
    words = place / "packs" / "good" / "exercises" / "rest.yaml"
    words.write_text(words.read_text() + f"# version {version}\n")
    (place / update.MANIFEST).write_text(
        f"version: {version}\nabout: new words\nmade_on: 2026-11-30\nplace: Harbor Clinic\n{more}"
    )
    if site:
        (place / update.SITE).write_text(site)
    return place


def made(folder: Path, secret: Path, version: int, more: str = "", site: str | None = SITE) -> Path:
    """A signed update, whatever is wrong with it."""
    out = folder / f"{version}{update.ENDING}"
    update.seal(content(folder, version, more, site), secret, out)
    return out


def version_spoken(site: Path) -> str:
    """By which update the words came that this kiosk speaks with; empty: by none."""
    words = site.resolve().parent / "packs" / "good" / "exercises" / "rest.yaml"
    return words.read_text().partition("# version ")[2].strip()
