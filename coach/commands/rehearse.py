"""`coach rehearse PERSONA`: a whole session with a made-up person, without a microphone."""

import argparse
import json
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tqdm import tqdm

from coach import document, settings
from coach.document import Document
from coach.effects import Effect, Listen
from coach.errors import CallerError, DefectError, DeviceError
from coach.events import Event
from coach.rehearsal import folder, persona
from coach.rehearsal.persona import PERSONAS, Noise, Persona
from coach.rehearsal.picture import require_matplotlib
from coach.rehearsal.rehearsal import hire, rehearse
from coach.terminal.telling import show, show_row

HELP = """\
Hold a whole session with a made-up person, faster than life.

  coach rehearse                        who there is
  coach rehearse calm                   files in rehearsals/calm
  coach rehearse calm --snr 10          in more noise
  coach rehearse my_persona.yaml --out review

A persona is a YAML file: what somebody answers to what, how late, how loud, in which voice, in what noise. The real
voice speaks and the real ear listens, in a simulated room.

It writes session.flac (left what the microphone heard, right the coach), transcript.md, timings.json and session.png.
Exit code 1: the session did not come to its end."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("persona", nargs="?", metavar="PERSONA", help="a name, or the path of a YAML file")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: rehearsals/PERSONA)")
    parser.add_argument("--noise", type=Path, metavar="FILE", help="a room's recording instead of the persona's noise")
    parser.add_argument("--snr", type=float, metavar="DB", help="how much louder than the noise the person is")
    parser.add_argument("--echo", type=float, metavar="DB", help="how loud the coach leaks back, e.g. -30")
    parser.add_argument("--seed", type=int, default=1, help="of the noise; the same seed, the same sound (default: 1)")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Rehearse, write, and say how it came out. Returns the exit code."""
    if arguments.persona is None:
        return _list(arguments.json)
    chosen = _with_room(persona.find(arguments.persona), arguments.noise, arguments.snr, arguments.echo)
    if arguments.seed < 0:
        raise CallerError(f"--seed {arguments.seed} is below 0.", "Give 0, 1, 2 ...")
    out = arguments.out or Path("rehearsals") / chosen.content.id
    if os.path.exists(out) and not out.is_dir():
        raise CallerError(f"{out} is not a folder.", "Name another one with --out.")
    choices = settings.load()
    with ExitStack() as stack:
        cast = stack.enter_context(hire(choices, chosen))
        progress = stack.enter_context(Progress())
        outcome, recording = rehearse(cast, chosen, arguments.seed, [progress])
    folder.write(out, outcome, recording, with_picture=_can_draw(choices.cache_folder))
    if arguments.json:
        print(json.dumps(outcome.summary() | {"folder": str(out)}, indent=1))
    else:
        show(f"{chosen.content.id}: {outcome}\nSee {out / folder.TRANSCRIPT}, hear {out / folder.SOUND}.")
    if not outcome.ended:
        minutes = outcome.simulated_seconds / 60
        raise DefectError(
            f"The session did not end within {minutes:g} simulated minutes.",
            f"Look in {out / folder.TRANSCRIPT} for what is asked, or answered, for ever.",
        )
    return 0


class Progress:
    """A bar on the terminal that shows how far the session is, in simulated seconds. Is an observer."""

    def __init__(self) -> None:
        self._bar = tqdm(unit=" s", bar_format="{desc}: {n:.0f} simulated seconds in {elapsed}", disable=None)

    def note(self, what: Event | Effect, now: float) -> None:
        """Show it."""
        if isinstance(what, Listen):
            self._bar.set_description_str(what.about)
        self._bar.update(now - self._bar.n)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()


def _list(as_json: bool) -> int:
    known = [document.read(PERSONAS / f"{name}.yaml", Persona).content for name in persona.names()]
    if as_json:
        print(json.dumps([{"id": each.id, "about": each.about} for each in known], indent=1))
        return 0
    width = max(len(each.id) for each in known)
    for each in known:
        show_row(f"{each.id:<{width}}  ", each.about)
    show("\nRehearse with one of them: `coach rehearse NAME`.")
    return 0


def _with_room(
    chosen: Document[Persona], recording: Path | None, snr_db: float | None, echo_db: float | None
) -> Document[Persona]:
    """The persona in another room, if one was asked for."""
    noise, changes = chosen.content.noise, dict[str, Any]()
    if recording is not None:
        if not os.path.isfile(recording):
            raise CallerError(f"{recording} is not there.", "Give a recording of a room with --noise.")
        noise = Noise(kind="file", file=str(recording.absolute()), snr_db=noise.snr_db)
        changes["noise"] = noise
    if snr_db is not None:
        if not -20 <= snr_db <= 80:
            raise CallerError(f"--snr {snr_db:g} is out of range.", "Give a value from -20 to 80 dB.")
        kind = "pink" if noise.kind == "none" else noise.kind
        changes["noise"] = noise.model_copy(update={"snr_db": snr_db, "kind": kind})
    if echo_db is not None:
        if not -80 <= echo_db <= 10:
            raise CallerError(f"--echo {echo_db:g} is out of range.", "Give a value from -80 to 10 dB.")
        changes["echo_db"] = echo_db
    return Document(chosen.path, chosen.content.model_copy(update=changes), chosen.root)


def _can_draw(cache_folder: Path) -> bool:
    os.environ.setdefault("MPLCONFIGDIR", str(cache_folder / "matplotlib"))  # its list of fonts stays with what is ours
    try:
        require_matplotlib()
    except DeviceError as missing:
        show(f"coach: {missing}", sys.stderr)
        return False
    return True
