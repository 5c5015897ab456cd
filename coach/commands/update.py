"""`coach update`: content, a voice and settings as one signed file: made at one place, installed at many."""

import argparse
import json
import sys
from pathlib import Path

from coach.commands.doctor import report
from coach.editions import installing, minisign, update
from coach.editions.edition import Editions, Standing
from coach.errors import CallerError, meant
from coach.kiosk.self_test import self_test
from coach.kiosk.site import Site
from coach.terminal.telling import show

HELP = """\
Bring new content, another voice or other settings to a kiosk: one signed file, on a stick or in a folder.

At the kiosk, as root, while it is stopped (sudo systemctl stop coach-kiosk):

  coach update --site site.yaml                       what is in force, what was before, whose signature is trusted
  coach update install FILE --site site.yaml          check it, test the kiosk with it, and put it in force
  coach update back --site site.yaml                  what was in force before; once more undoes that
  coach update keys --trust harbor.pub --site FILE    trust a key; once, when the kiosk is set up
  coach update keys --drop KEY --site FILE            trust it no more

Where it is made:

  minisign -G -p harbor.pub -s harbor.key             once: the key pair; harbor.key never leaves a locked place
  coach update make FOLDER --key harbor.key           FOLDER holds update.yaml and what it brings (docs/centre)

An update is refused, with the reason, and nothing is changed: if no trusted key signed it as it is, if it is not whole,
if it is for another place or kiosk, if it is older than what was in force already, if its site file or pack has faults
(coach check), if nobody signed its content and the site does not accept that, or if the self-test fails with it.
Otherwise all of it comes in force at once. A power cut at any moment leaves one of the two, whole.

An update may say whose signature is trusted from then on (`keys` in update.yaml): so keys change. Debian's minisign
signs and looks: sudo apt-get install minisign. `coach records` tells which update was in force when."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("action", nargs="?", choices=("show", "make", "install", "back", "keys"), default="show")
    parser.add_argument("what", nargs="?", type=Path, metavar="FILE", help="the update; with make, the folder of one")
    parser.add_argument("--site", type=Path, metavar="FILE", help="the kiosk's site file")
    parser.add_argument("--key", type=Path, metavar="FILE", help="make: the secret key to sign with")
    parser.add_argument("--out", type=Path, metavar="FILE", help="make: where to; else beside the folder")
    parser.add_argument("--trust", type=Path, metavar="FILE", help="keys: a .pub file, whose signature is trusted")
    parser.add_argument("--drop", metavar="KEY", help="keys: one that is trusted no more, as it is listed")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Do one of the five. Returns the exit code; raises AuthorError, CallerError, DeviceError."""
    if arguments.action == "make":
        return _make(arguments)
    editions = Editions(_needed(arguments.site, "the kiosk's site file", "--site site.yaml"))
    match arguments.action:
        case "install":
            file = update.found(_needed(arguments.what, "the update", "`coach update install FILE --site site.yaml`"))
            installing.install(file, editions, lambda place: _is_good(place, arguments.json))
            told = f"In force from the next start on: {editions.told}."
        case "back":
            installing.bring_back(editions)
            told = f"In force from the next start on: {editions.told}."
        case "keys":
            _change_keys(arguments, editions)
            told = _told(editions)
        case _:
            told = _told(editions)
    _show(editions.standing, told, arguments.json)
    return 0


def _make(arguments: argparse.Namespace) -> int:
    folder = _needed(arguments.what, "a folder", "`coach update make FOLDER --key harbor.key`")
    key = _needed(arguments.key, "the key to sign with", "--key harbor.key")
    out = arguments.out or folder.absolute().with_suffix(update.ENDING)
    made = update.make(folder, key, out)
    if arguments.json:
        print(json.dumps({"path": str(out), "bytes": out.stat().st_size} | made.model_dump(mode="json"), indent=1))
    else:
        whom = ", ".join(made.kiosks) or "each of its kiosks"
        show(f"{out}: version {made.version}, for {made.place}, {whom}. {out.stat().st_size / 1e3:.0f} kB.")
    return 0


def _change_keys(arguments: argparse.Namespace, editions: Editions) -> None:
    keys = editions.standing.keys
    if arguments.trust:
        installing.trust(editions, list(dict.fromkeys([*keys, minisign.key_of(arguments.trust)])))
    elif arguments.drop:
        ids = {minisign.id_of(key): key for key in keys}
        if arguments.drop not in ids:
            listed = ", ".join(ids) or "none"
            raise CallerError(f"No key {arguments.drop} is trusted.", f"{meant(arguments.drop, ids)}Trusted: {listed}.")
        installing.trust(editions, [key for key in keys if key != ids[arguments.drop]])


def _is_good(place: Site, quietly: bool) -> bool:
    """The self-test, told as it goes on; to nobody where a program reads."""
    findings = self_test(place, by_hand=False, ask_for_key=_tell, tell=_tell)
    return all(finding.state != "wrong" for finding in findings) if quietly else report(findings, as_json=False)


def _tell(told: str) -> None:
    """What somebody has to do meanwhile."""
    show(f"coach: {told}", sys.stderr)


def _told(editions: Editions) -> str:
    standing = editions.standing
    keys = ", ".join(map(minisign.id_of, standing.keys)) or "none, so nothing can be installed: say --trust FILE"
    older = [f"No update up to version {standing.newest} comes in again."] if standing.newest else []
    return "\n".join([f"In force: {editions.told}.", *older, f"Trusted keys: {keys}."])


def _show(standing: Standing, told: str, as_json: bool) -> None:
    if as_json:
        print(standing.model_dump_json(indent=1))
    else:
        show(told)


def _needed(path: Path | None, what: str, fix: str) -> Path:
    if path is None:
        raise CallerError(f"It is not said which is {what}.", f"Say {fix}.")
    return path
