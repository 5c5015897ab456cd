"""Editions of a kiosk: all that it speaks with at one time, site file, packs and voices together, in one folder.

Beside `site.yaml` lies `site.editions`, with a folder for each edition and a link, `in-force`, to one of them;
`site.yaml` itself is a link to that one's. To put another in force is to rename one link: whatever happens meanwhile,
one whole edition is in force. Whoever edits `site.yaml` edits the edition in force; whoever puts a file of their own in
its place has that in force, until the next update.
"""

import os
import shutil
from pathlib import Path

from coach import document, plain_file
from coach.document import Checked
from coach.editions.minisign import PublicKey
from coach.editions.update import ROOMS, SITE
from coach.errors import CallerError

IN_FORCE = "in-force"
STANDING = "standing.json"
FOLDER_MODE, FILE_MODE = 0o755, 0o644
"""The kiosk's own user reads all of it, and writes none."""


class Standing(Checked):
    """What is known of an edition, beside what it holds."""

    update: int | None = None
    """The version of the update that it came with; None: it was made by hand."""
    about: str = "by hand"
    newest: int = 0
    """The greatest version that ever was in force here: nothing up to that comes in again."""
    keys: list[PublicKey] = []
    """Whose signature is trusted."""
    before: int | None = None
    """The edition that it came after, and that `back` brings back."""


class Editions:
    """Those of one site file."""

    def __init__(self, site: Path) -> None:
        self.site = Path(os.path.abspath(site))  # the link itself, not what it leads to
        self.folder = self.site.with_suffix(".editions")

    @property
    def standing(self) -> Standing:
        """Of what was put in force last; nothing is trusted where that never happened. Raises AuthorError."""
        noted = self.folder / IN_FORCE / STANDING
        return document.read(noted, Standing).content if noted.exists() else Standing()

    @property
    def told(self) -> str:
        """What is in force, in words. Raises AuthorError."""
        standing = self.standing if self._is_ours else Standing()
        return standing.about if standing.update is None else f"update {standing.update}: {standing.about}"

    def put(self, fresh: Path, standing: Standing) -> None:
        """Put in force what lies in the folder `fresh`, on the same disk. Raises OSError."""
        number = max(self._numbers(), default=0) + 1
        said = standing.model_copy(update={"before": self._number_in_force})
        plain_file.write(fresh / STANDING, said.model_dump_json(indent=1).encode())
        self.folder.chmod(FOLDER_MODE)
        _open_to_read(fresh)
        _settle(fresh, *fresh.rglob("*"))  # a power cut after the renaming must not find empty files
        fresh.rename(self.folder / str(number))
        _settle(self.folder)
        _link(self.folder / IN_FORCE, Path(str(number)))
        if not self._is_ours:
            _link(self.site, Path(self.folder.name) / IN_FORCE / SITE)
        _settle(self.folder, self.site.parent)
        for other in self._numbers() - {number, said.before}:
            shutil.rmtree(self.folder / str(other), ignore_errors=True)

    def adopt(self, workplace: Path) -> None:
        """Make an edition of a site file that was made by hand, as it is, with what lies beside it. Raises OSError."""
        if self._is_ours:
            return
        fresh = workplace / "by hand"
        fresh.mkdir()
        shutil.copyfile(self.site, fresh / SITE)
        complete(fresh, self.site.parent)
        standing = self.standing
        self.put(fresh, Standing(newest=standing.newest, keys=standing.keys))

    def back(self, workplace: Path) -> Standing:
        """Put in force what was before; once more, and it is undone. What is trusted, and the newest version, stay.

        Raises CallerError where there was nothing before, OSError.
        """
        standing = self.standing
        before = self.folder / str(standing.before)
        if not self._is_ours or not before.is_dir():
            raise CallerError(f"Nothing was in force before {self.told}.", "Install an update first.")
        fresh = workplace / "back"
        shutil.copytree(before, fresh)
        known = document.read(fresh / STANDING, Standing).content
        said = known.model_copy(update={"newest": standing.newest, "keys": standing.keys})
        self.put(fresh, said)
        return said

    def trust(self, keys: list[str]) -> None:
        """Whose signature is trusted from now on, and no other's. Raises OSError."""
        said = self.standing.model_copy(update={"keys": keys})
        plain_file.write(self.folder / IN_FORCE / STANDING, said.model_dump_json(indent=1).encode())
        (self.folder / IN_FORCE / STANDING).chmod(FILE_MODE)

    @property
    def _is_ours(self) -> bool:
        """Whether the site's file is the link to the edition in force."""
        return self.site.is_symlink() and self.site.parent / os.readlink(self.site) == self.folder / IN_FORCE / SITE

    @property
    def _number_in_force(self) -> int | None:
        link = self.folder / IN_FORCE
        return int(os.readlink(link)) if link.is_symlink() else None

    def _numbers(self) -> set[int]:
        return {int(path.name) for path in self.folder.iterdir() if path.name.isdecimal()}


def complete(fresh: Path, current: Path) -> None:
    """Add to an edition what it does not bring itself, from another folder. Raises OSError."""
    if not (fresh / SITE).exists():
        shutil.copyfile(current / SITE, fresh / SITE)
    for room in ROOMS:
        if not (fresh / room).exists() and (current / room).is_dir():
            shutil.copytree(current / room, fresh / room)


def _link(place: Path, target: Path) -> None:
    """Let a name lead elsewhere, in one go."""
    new = place.with_name(f".{place.name}.new")
    new.unlink(missing_ok=True)  # left by a power cut
    new.symlink_to(target)
    new.replace(place)


def _open_to_read(folder: Path) -> None:
    folder.chmod(FOLDER_MODE)
    for path in folder.rglob("*"):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)


def _settle(*paths: Path) -> None:
    """Wait until files and folders are on the disk."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
