"""`coach models`: what is on this machine to hear and to speak with, and getting it."""

import argparse
import json
from pathlib import Path
from typing import Any

from coach import models, settings
from coach.bootstrap import header_of
from coach.errors import CallerError
from coach.models import Model
from coach.terminal.telling import show

HELP = """\
List, fetch and verify the speech models.

  coach models                          what there is, and what of it is installed
  coach models fetch                    get the first model for the pack's language that can be had
  coach models fetch NAME               get this one (again)
  coach models fetch NAME --from FILE   install it from an archive that you brought
  coach models verify [NAME]            compare the checksums of what is installed

What does not have the checksum of the catalogue is refused. Exit code 1: a model cannot be had, or is damaged."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("action", nargs="?", choices=("list", "fetch", "verify"), default="list")
    parser.add_argument("name", nargs="?", metavar="NAME", help="a model's name, as listed")
    parser.add_argument(
        "--from",
        dest="brought",
        type=Path,
        metavar="FILE",
        nargs="+",
        default=[],
        help="its archive, brought by hand, or all pieces",
    )
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Do one of the three. Returns the exit code."""
    folder = settings.load().models_folder
    if arguments.brought and (arguments.action != "fetch" or not arguments.name):
        raise CallerError("--from says where one model comes from.", "Write `coach models fetch NAME --from FILE`.")
    match arguments.action:
        case "fetch":
            return _fetch(arguments, folder)
        case "verify":
            return _verify(arguments, folder)
        case _:
            return _list(arguments, folder)


def _list(arguments: argparse.Namespace, folder: Path) -> int:
    rows = [
        _describe(name, model, folder)
        for name, model in models.catalogue(folder).models.items()
        if arguments.name in (None, name)
    ]
    if not rows:
        models.catalogue(folder)[arguments.name]
    if arguments.json:
        print(json.dumps(rows, indent=1))
        return 0
    for row in rows:
        state = f"installed in {row['folder']}" if row["installed"] else "not installed"
        show(f"{row['name']}: {state}\n  {row['purpose']}")
        show(f"  licence {row['licence']}, to fetch {row['megabytes']} MB from {', '.join(row['sources'])}")
    return 0


def _describe(name: str, model: Model, folder: Path) -> dict[str, Any]:
    place = models.installed(name, folder)
    return {
        "name": name,
        "installed": place is not None,
        "folder": str(place) if place else None,
        "ear": model.ear,
        "voice": model.voice,
        "language": model.language,
        "purpose": model.purpose,
        "licence": model.licence,
        "megabytes": round(model.sources[0].bytes / 1e6, 1),
        "sources": [str(source) for source in model.sources],
    }


def _fetch(arguments: argparse.Namespace, folder: Path) -> int:
    if arguments.name:
        name, place = arguments.name, models.fetch(arguments.name, folder, brought=arguments.brought)
    else:
        chosen = models.choose("auto", header_of(settings.load()).language_code, folder)
        name, place = chosen.name, chosen.folder
    if arguments.json:
        print(json.dumps({"name": name, "folder": str(place)}))
    else:
        show(f"{name} is installed in {place}.")
    return 0


def _verify(arguments: argparse.Namespace, folder: Path) -> int:
    """Without a name, what is not there at all is no fault; with one, it is."""
    names = [arguments.name] if arguments.name else list(models.catalogue(folder).models)
    states = {name: _state(name, folder) for name in names}
    if arguments.json:
        print(json.dumps(states, indent=1))
    else:
        for name, state in states.items():
            show(f"{name}: {state}")
    good = ("right",) if arguments.name else ("right", "not installed")
    return 0 if all(state in good for state in states.values()) else 1


def _state(name: str, folder: Path) -> str:
    if wrong := models.wrong_files(name, folder):
        missing = models.found(name, folder) is None
        return "not installed" if missing else f"damaged ({', '.join(wrong)}): run `coach models fetch {name}`"
    return "right" if models.installed(name, folder) else "not installed"
