"""`coach preview`: one page of an exercise to read, to hear and to sign."""

import argparse
import json
from contextlib import closing
from pathlib import Path

from tqdm import tqdm

from coach import bootstrap, settings
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

The page is one file, review/urge_surfing.html, which needs no network: the flow as a diagram, each line with its id,
its source and its sound in the coach's own voice, what can be said at each question, and a box to sign."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("exercise", metavar="EXERCISE", help="its id, as in exercises/ID.yaml")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where to write EXERCISE.html")
    parser.add_argument("--pack", metavar="PACK", help="a name in coach/packs, or a path (default: the settings')")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Render the lines, write the page. Returns the exit code; raises AuthorError, CallerError, DeviceError."""
    chosen = settings.load()
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


def _find(pack: Pack, name: str) -> Script:
    if name not in pack.scripts:
        fix = f"{meant(name, pack.scripts)}Name one of these: {', '.join(pack.scripts)}."
        raise CallerError(f"There is no exercise {name!r}.", fix)
    return pack.scripts[name]
