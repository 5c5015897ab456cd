"""What the settings name: the pack, whom to call, and the program that calls staff."""

import shlex
import shutil

from coach import bootstrap
from coach.doctor.finding import Finding
from coach.settings import Settings
from coach.whereabouts import to_set, where


def pack(settings: Settings) -> Finding:
    """Whether it is there and without faults. Raises AuthorError, CallerError."""
    pack = bootstrap.open_pack(settings)
    return Finding("pack", "ok", f"{pack.header.id} in {pack.folder}, {len(pack.exercises)} exercises")


def contacts(settings: Settings) -> Finding:
    """Whom the coach names, and whether it only guesses where it is. Raises CallerError."""
    found, to_do = f"{where(settings)}: {settings.contacts()}", to_set(settings)
    return Finding("contacts", "look" if to_do else "ok", found, to_do)


def staff(settings: Settings) -> Finding:
    """Whether the program that calls a person is there. It is not run."""
    if not settings.staff_command:
        return Finding("staff", "ok", "nobody is called: the settings name no staff_command")
    program = shlex.split(settings.staff_command)[0]
    if shutil.which(program) is None:
        return Finding(
            "staff", "wrong", f"There is no program {program!r}: nobody would come.",
            "Set staff_command to a program that is there and may be run.",
        )  # fmt: skip
    return Finding("staff", "ok", f"called by {settings.staff_command!r}; not tried")
