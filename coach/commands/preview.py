"""`coach preview`: one page of an exercise to read, to hear and to sign."""

import argparse
import json
from contextlib import closing
from datetime import date
from pathlib import Path

from tqdm import tqdm

from coach import bootstrap, settings
from coach.content import signatures
from coach.content.gaps import PLACE_GAPS, fill, ratings_told, told
from coach.content.loader import load_pack, pack_folder
from coach.content.pack import Pack
from coach.content.script import Script
from coach.effects import Line
from coach.errors import CallerError, DeviceError, meant
from coach.rehearsal.preview import page
from coach.terminal.telling import show

HELP = """\
Make one page of an exercise, a safety path or a part of a session: to read, to hear and to sign.

  coach preview urge_surfing --out review
  coach preview my_exercise --pack my_pack --out review
  coach preview my_exercise --pack my_pack --sign "Dr Jane Roe"

The page is one file, review/urge_surfing.html, which needs no network: the flow as a diagram, each line with its id,
its source and its sound in the coach's own voice, what can be said at each question, and a box to sign.

--sign records who stands for it, today, and for which version: the checksum on the page. It is kept in the pack
(signatures.yaml). A pack with faults is not signed, nor a script that says `status: draft`. Files that are no script
are signed too, without a page: repair, risk, words, intents, reading, pack. When a file changes, `coach check` tells
whose signature is no more. It is a record, and no proof of who wrote it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help="its id, as in exercises/ID.yaml")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write EXERCISE.html")
    parser.add_argument("--sign", metavar="NAME", help="record that NAME has read it and stands for it")
    parser.add_argument("--pack", metavar="PACK", help="a name in coach/packs, or a path (default: the settings')")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Write the page, or record a signature. Returns the exit code; raises AuthorError, CallerError, DeviceError."""
    chosen = settings.load()
    if arguments.sign:
        return _sign(arguments, pack_folder(arguments.pack or chosen.pack), chosen.models_folder)
    if arguments.out is None:
        raise CallerError("Nothing was said to be done with it.", "Say --out DIR for a page, or --sign NAME.")
    pack = load_pack(pack_folder(arguments.pack or chosen.pack))
    script = _find(pack, arguments.exercise)
    chosen = chosen.model_copy(update={"pack": str(pack.folder)})
    places = bootstrap.place_gaps(chosen.directory) or [{}]
    gaps = bootstrap.gaps(chosen.contacts(), pack.header.unknown)
    gaps |= dict.fromkeys(PLACE_GAPS, "...")
    seven = pack.words.numbers[7][0]  # as somebody may have said
    gaps |= places[0] | told({rating: seven for _, text in script.lines() for rating in ratings_told(text)})
    sounds = {}
    with closing(bootstrap.open_voice(chosen)) as voice:
        for line_id, text in tqdm(list(script.lines()), "Speaking", unit=" lines", leave=False, disable=None):
            short = line_id.removeprefix(f"{script.id}.")
            sounds[short] = voice.render(Line(line_id, fill(text, gaps)), 1.0)
    html = page(pack, script, pack.folder / pack.file_of(script.id), sounds, gaps)
    path = arguments.out / f"{script.id}.html"
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
    except OSError as failure:
        raise DeviceError(f"{path}: cannot be written ({failure.strerror}).", "Choose another --out.") from failure
    report = {"exercise": script.id, "path": str(path), "lines": len(sounds), "bytes": path.stat().st_size}
    written = f"{path}: {len(sounds)} lines, {path.stat().st_size / 1e6:.1f} MB. Open it in a browser."
    if arguments.json:
        print(json.dumps(report))
    else:
        show(written)
    return 0


def _sign(arguments: argparse.Namespace, folder: Path, models_folder: Path) -> int:
    """What has no faults, and is no draft."""
    pack = load_pack(folder, bootstrap.open_reviewer(folder, models_folder)[0])
    names = {Path(name).stem: name for name in signatures.contents(folder)}
    if arguments.exercise not in names:
        fix = f"{meant(arguments.exercise, names)}Name one of these: {', '.join(names)}."
        raise CallerError(f"There is no content {arguments.exercise!r}.", fix)
    script = pack.scripts.get(arguments.exercise)
    if script and script.status != "reviewed":
        fix = "Say `status: reviewed` in it, with `reviewer` and `reviewed_on`, and sign then."
        raise CallerError(f"{names[arguments.exercise]} calls itself a draft.", fix)
    try:
        signed = signatures.sign(folder, names[arguments.exercise], arguments.sign, date.today())
    except OSError as failure:
        place = folder / signatures.FILE
        fix = "Sign where the pack may be written."
        raise DeviceError(f"{place}: cannot be written ({failure.strerror}).", fix) from failure
    if arguments.json:
        print(json.dumps(signed.model_dump(mode="json")))
    else:
        show(f"{signed.content}, {signed.sha256[:16]}: signed by {signed.by} on {signed.signed_on}.")
    return 0


def _find(pack: Pack, name: str) -> Script:
    if name not in pack.scripts:
        fix = f"{meant(name, pack.scripts)}Name one of these: {', '.join(pack.scripts)}."
        raise CallerError(f"There is no exercise {name!r}.", fix)
    return pack.scripts[name]
