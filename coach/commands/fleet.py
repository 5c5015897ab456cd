"""`coach fleet`: the staff's page of a site: every kiosk, its open calls, and who goes there."""

import argparse
import getpass
import sys
from pathlib import Path

from coach.commands.check import check_file
from coach.errors import CallerError
from coach.fleet import house
from coach.fleet.house import Fleet
from coach.fleet.opening import open_people, open_server
from coach.terminal.telling import show

HELP = """\
Show staff every kiosk of a site, in a browser, until it is ended: open calls first, to be answered and cleared.

  coach fleet --check --fleet fleet.yaml                   whether all is right in that file, and what to mend
  coach fleet --set-password ana --fleet fleet.yaml        who may sign in; the password is asked for
  coach fleet --set-password desk --may see --fleet FILE   who may only look
  coach fleet --remove ana --fleet fleet.yaml              no more; that name is signed out everywhere
  coach fleet --fleet fleet.yaml                           serve the page

Who is named in the file under `by_certificate` signs in with a certificate, and has no password.

It is off unless somebody starts it, and it is seen on this machine alone unless the file says more. It needs the line
to staff that docs/centre tells of, and the libraries of the extra `fleet`; scripts/install-fleet makes a service of it.
It shows numbers and states, never a word that somebody said. It is not a nurse call: nobody is bound to look."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--fleet", type=Path, metavar="FILE", help="what the site says of its page")
    parser.add_argument("--check", action="store_true", help="only say what is wrong with that file")
    parser.add_argument("--set-password", metavar="NAME", help="let somebody sign in; asks for the password")
    parser.add_argument("--may", choices=("see", "answer"), default="answer", help="with --set-password: what for")
    parser.add_argument("--remove", metavar="NAME", help="let somebody sign in no more")
    parser.add_argument("--json", action="store_true", help="with --check: for a program")


def run(arguments: argparse.Namespace) -> int:
    """Serve the page until it is ended; or check, or say who may sign in. Returns the exit code."""
    if arguments.fleet is None:
        raise CallerError("There is no site to show.", "Name its file: --fleet fleet.yaml.")
    if arguments.check:
        return check_file("fleet", arguments.fleet, _told, arguments.json)
    fleet = house.read(arguments.fleet)
    if arguments.set_password:
        open_people(fleet.people).set_password(arguments.set_password, _password(), arguments.may)
        show(f"{arguments.set_password} may {arguments.may}.")
    elif arguments.remove:
        open_people(fleet.people).remove(arguments.remove)
        show(f"{arguments.remove} is gone.")
    else:
        _serve(fleet)
    return 0


def _told(path: Path) -> str:
    return f"{house.read(path).place}: no faults."


def _serve(fleet: Fleet) -> None:
    server = open_server(fleet)
    scheme = "https" if fleet.https else "http"
    name = fleet.names[0] if fleet.names else fleet.address
    show(f"coach: the staff's page is at {scheme}://{name}:{fleet.page_port}/", sys.stderr)
    server.run()


def _password() -> str:
    """Asked for twice; or the first line of what is piped in. Never on the command line, where all can read it."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise CallerError("The two were not the same.", "Try again.")
    return password
