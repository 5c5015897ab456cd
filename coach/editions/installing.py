"""An update comes in: refused with its reason, or in force as a whole. What was in force before is kept beside it."""

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from coach import archives, bootstrap
from coach.content.loader import load_pack, pack_folder
from coach.editions import update
from coach.editions.edition import Editions, Standing, complete
from coach.editions.update import NOTHING_CHANGED, ROOMS, Manifest
from coach.errors import AuthorError, CallerError, DeviceError
from coach.kiosk import last_site, site
from coach.kiosk.site import Site

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
OLDER = "An older one does not come in again; `coach update back` brings back what was in force before."


def install(
    file: Path, editions: Editions, is_good: Callable[[Site], bool], environment: Mapping[str, str] = os.environ
) -> Standing:
    """Put an update in force, if all is right with it and `is_good` finds that this kiosk is well with it.

    Raises AuthorError, CallerError, DeviceError with the reason; then nothing was changed.
    """
    here, _ = last_site.read(editions.site, environment)
    before = editions.standing
    with _told_in_words(), archives.workplace(editions.folder) as workplace:
        fresh = workplace / "edition"
        manifest = update.unpack(update.opened(file, workplace, before.keys), fresh)
        _require_meant(manifest, here, before)
        brings = [room for room in ROOMS if (fresh / room).exists()]
        complete(fresh, editions.site.resolve().parent)
        place = _checked(fresh, manifest, here, brings, environment)
        if not is_good(place):
            told = f"Update {manifest.version} failed the self-test, and is not in force."
            raise DeviceError(told, f"Mend what is wrong above, and install it again. {NOTHING_CHANGED}")
        standing = Standing(
            update=manifest.version, about=manifest.about, newest=manifest.version, keys=manifest.keys or before.keys
        )
        editions.adopt(workplace)
        editions.put(fresh, standing)
    return standing


def bring_back(editions: Editions) -> Standing:
    """Put in force what was before. Raises AuthorError, CallerError, DeviceError."""
    with _told_in_words(), archives.workplace(editions.folder) as workplace:
        return editions.back(workplace)


def trust(editions: Editions, keys: list[str]) -> None:
    """Trust these keys, and no others. Raises DeviceError."""
    with _told_in_words(), archives.workplace(editions.folder) as workplace:
        editions.adopt(workplace)
        editions.trust(keys)


def _require_meant(manifest: Manifest, here: Site, before: Standing) -> None:
    """Whether an update is for this kiosk, and newer than any that it had. Raises CallerError."""
    if manifest.place != here.place:
        told = f"This update is for {manifest.place!r}, and this is {here.place!r}."
        raise CallerError(told, f"Take the one that was made for this place. {NOTHING_CHANGED}")
    if manifest.kiosks and here.kiosk not in manifest.kiosks:
        told = f"This update is for {', '.join(manifest.kiosks)}, and this is {here.kiosk}."
        raise CallerError(told, f"Take the one that was made for this kiosk. {NOTHING_CHANGED}")
    if manifest.version <= before.newest:
        told = f"This update is version {manifest.version}, and {before.newest} was in force here already."
        raise CallerError(told, f"{OLDER} {NOTHING_CHANGED}")


def _checked(fresh: Path, manifest: Manifest, here: Site, brings: list[str], environment: Mapping[str, str]) -> Site:
    """The site as it would be: its file, its review status and its pack are right. Raises AuthorError, CallerError."""
    try:
        place = site.read(fresh / update.SITE, environment)
        folder = pack_folder(place.settings.pack)
        if (place.place, place.kiosk) != (here.place, here.kiosk):
            told = f"Its site.yaml is of {place.place!r}, {place.kiosk}, and this is {here.place!r}, {here.kiosk}."
            raise CallerError(told, f"Take the one that was made for this kiosk. {NOTHING_CHANGED}")
        used = {"packs": folder, "voices": Path(place.settings.piper_model or "")}
        for room in brings:
            if not used[room].is_relative_to(fresh / room):
                told = f"It brings {room}, and the site's file names none of them."
                raise CallerError(
                    told, f"Name it there (pack, piper_model), and make the update anew. {NOTHING_CHANGED}"
                )
        _require_right(folder, place, manifest.made_on)
    except AuthorError as faulty:
        raise update.named_inside(faulty, fresh) from None
    return place


def _require_right(folder: Path, place: Site, made_on: date) -> None:
    """As `coach check` does it. Raises AuthorError.

    A machine that woke in 1970 knows by `made_on` at least that this day has come.
    """
    reviewer, _ = bootstrap.open_reviewer(folder, place.settings.models_folder)
    pack = load_pack(folder, replace(reviewer, today=max(reviewer.today, made_on)))
    bootstrap.open_safety(place.settings, pack)


@contextmanager
def _told_in_words() -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        fix = "Make room there." if failure.errno in FULL else "Run it as root, or look after that disk or stick."
        told = f"{failure.filename or 'A disk'}: {failure.strerror or failure}."
        raise DeviceError(told, f"{fix} What was in force stays in force.") from None
