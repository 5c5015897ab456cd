"""How well an ear does on recordings of people and on synthetic voices, clean and in a kitchen.

  scripts/measure-ear                             everything: 20,000 clips, at 5 to 12 a second
  scripts/measure-ear --quick                     a tenth of everything, the same tenth each time
  scripts/measure-ear --only digits carriers      some tasks
  scripts/measure-ear --through telephone far     as a telephone or a large room gives them, without noise
  scripts/measure-ear --json > heard.jsonl        one hearing a line; then, as often as wanted:
  scripts/measure-ear --read heard.jsonl          the tables from it
  scripts/measure-ear --vosk-model tests/models/vosk-test --only carriers global-words strange-words
                                                  the Vosk ear on a model that is not installed

The way is that of `coach hear`: gate, endpointing, engine, decision. CORPUS is a folder with a manifest.csv, default
../shared/speech. Speakers are split by a hash of their names: tune on those that are "tuned on", trust the others.
"""

import argparse
import json
import sys
from contextlib import closing
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from tqdm import tqdm

from coach import bootstrap, settings
from coach.errors import CallerError, CoachError
from coach.listening.ears import vosk_ear
from coach.ports import Ear
from coach.sound.wav import read_sound
from models.speech.corpus import RECORDINGS, read_corpus, sample
from models.speech.noise import Kitchen
from models.vosk.model import TEST_MODEL
from scripts.measure import report, silence
from scripts.measure.hearing import Hearing, from_json
from scripts.measure.manner import MANNERS
from scripts.measure.measurement import Measurement, noise_name
from scripts.measure.task import TASKS

TEST_MODEL_NOTE = (
    "this is the model of the tests, which was trained on synthetic voices like these, in part on the very ones; "
    "the figures show that the parts work together, and say nothing about people or about another model"
)


def main() -> None:
    """Measure, or read what was measured; print."""
    arguments = _arguments()
    if arguments.read:
        hearings, about = _read(arguments.read)
    else:
        hearings, about = _measure(arguments)
    if arguments.json:
        return
    for row in about:
        print("; ".join(f"{name}: {value}" for name, value in row.items()) + "\n")
    for text in report.report(hearings):
        print(text)
    if arguments.pictures:
        report.draw_all(hearings, arguments.pictures)


def _read(path: Path) -> tuple[list[Hearing], list[dict[str, str]]]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [from_json(row) for row in rows if "task" in row], [row for row in rows if "task" not in row]
    except (OSError, ValueError, TypeError) as unreadable:
        raise CallerError(f"{path}: cannot be read ({unreadable}).", "Give a file that --json wrote.") from None


def _ear(arguments: argparse.Namespace) -> Ear:
    if arguments.vosk_model:
        return vosk_ear(arguments.vosk_model)
    chosen = settings.load()
    return bootstrap.open_ear(chosen.model_copy(update={"ear": arguments.ear}) if arguments.ear else chosen)


def _measure(arguments: argparse.Namespace) -> tuple[list[Hearing], list[dict[str, str]]]:
    chosen = settings.load()
    if arguments.ear:
        chosen = chosen.model_copy(update={"ear": arguments.ear})
    corpus = read_corpus(arguments.corpus)
    kitchen = Kitchen(read_sound(arguments.corpus / "noise" / "kitchen.flac"))
    hearings = []
    with closing(_ear(arguments)) as ear:
        about = report.circumstances(ear.name)
        if arguments.vosk_model:
            about["model"] = str(arguments.vosk_model)
            if arguments.vosk_model.resolve() == TEST_MODEL:
                about["NOTE"] = TEST_MODEL_NOTE
        measurement = Measurement(ear, bootstrap.open_pack(settings.load()), kitchen)
        for task in arguments.only:
            clips = measurement.clips(task, corpus)
            if arguments.quick:
                clips = sample(clips)
            noises_db = [noise_db for noise_db in TASKS[task].noises if _short(noise_db) in arguments.noise]
            passes = [measurement.hear(task, clips, way) for way in arguments.through or noises_db]
            if TASKS[task].sort == "risk":
                passes.append(measurement.read(task, clips))
            for hearing in tqdm(chain(*passes), task, len(clips) * len(passes), unit=" clips", disable=None):
                hearings.append(hearing)
                if arguments.json:
                    print(json.dumps(asdict(hearing)), flush=True)
        about["CPU in a silent room"] = f"{silence.silent_room_percent(ear):.1f} % of a core"
        about["memory"] = " + ".join(map(str, silence.memory_megabytes())) + " MB (this program and those it started)"
    if arguments.json:
        print(json.dumps(about))
    return hearings, [about]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "measure-ear", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path, default=RECORDINGS, metavar="CORPUS")
    parser.add_argument("--ear", choices=("moonshine", "vosk"), help="instead of the settings' choice")
    parser.add_argument("--vosk-model", type=Path, metavar="FOLDER", help="the Vosk ear on this model")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything, always the same")
    parser.add_argument("--only", nargs="+", choices=TASKS, default=list(TASKS), metavar="TASK", help=", ".join(TASKS))
    noises = list(dict.fromkeys(_short(noise_db) for task in TASKS.values() for noise_db in task.noises))
    parser.add_argument("--noise", nargs="+", choices=noises, default=noises, metavar="DB", help=", ".join(noises))
    ways = "in no noise, but: " + ", ".join(MANNERS)
    parser.add_argument("--through", nargs="+", choices=MANNERS, metavar="WAY", help=ways)
    parser.add_argument("--json", action="store_true", help="one hearing a line, no tables")
    parser.add_argument("--read", type=Path, metavar="FILE", help="tables from what --json wrote; hears nothing")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="draw what is confused with what")
    return parser.parse_args()


def _short(noise_db: float | None) -> str:
    return noise_name(noise_db).removesuffix(" dB")


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
