"""Speaks a pack into its sounds: `coach/packs/LANG/sound/`, a file for each sentence and an index of them.

  scripts/render-voice en              what is not there yet, or whose words, voice or speed changed
  scripts/render-voice en --jobs 2     on two cores; an hour and a quarter of one for all of English
  scripts/render-voice en --minutes 5  as much as fits; it goes on from there the next time
  scripts/render-voice en --json       the last line is for a program

Each sentence is spoken by itself, made as loud as all others, and kept as Ogg Opus. What no line says any more goes.
"""

import argparse
import hashlib
import json
import os
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from tqdm import tqdm

from coach import bootstrap, models, settings
from coach.content.pack import Pack
from coach.errors import CoachError
from coach.ports import Samples
from coach.speaking import voices
from coach.speaking.kokoro.engine import CALM_SPEED, KOKORO_HERTZ, NETWORK, Kokoro
from coach.speaking.pack_sounds import ENDING, INDEX
from scripts.voice.level import levelled
from scripts.voice.wanted import wanted

RECIPE = 1
"""Goes up when the same words would be spoken, levelled or kept differently: then all is rendered anew."""
COMPRESSION = 0.93
"""Of libsndfile's Opus: 24 kbit/s."""
NICENESS = 19


def name_of(sentence: str, voice: str) -> str:
    """A file's name: another for other words, another voice, another speed."""
    identity = json.dumps([RECIPE, voice, CALM_SPEED, sentence])
    return hashlib.sha256(identity.encode()).hexdigest()[:12]


def missing(folder: Path, sentences: Iterable[str], voice: str) -> list[str]:
    """Those that have no file yet."""
    return [each for each in sentences if not (folder / f"{name_of(each, voice)}{ENDING}").exists()]


def keep(folder: Path, sentence: str, voice: str, sound: Samples) -> None:
    """Write a sentence's file, whole or not at all."""
    path = folder / f"{name_of(sentence, voice)}{ENDING}"
    unfinished = path.with_suffix(".unfinished")
    spoken = np.clip(levelled(sound, KOKORO_HERTZ), -1.0, 1.0)
    with soundfile.SoundFile(
        unfinished, "w", KOKORO_HERTZ, 1, "OPUS", format="OGG", compression_level=COMPRESSION
    ) as file:
        file.write(spoken)
    unfinished.rename(path)


def write_index(folder: Path, sentences: Iterable[str], voice: str) -> int:
    """Write which file has which sentence, and remove what has none. Returns how many there are."""
    files = {each: folder / f"{name_of(each, voice)}{ENDING}" for each in sentences}
    there = {each: path for each, path in files.items() if path.exists()}
    entries = {each: {"file": path.stem, "seconds": _seconds(path)} for each, path in there.items()}
    lines = ",\n".join(
        f"{json.dumps(text, ensure_ascii=False)}: {json.dumps(entry)}" for text, entry in entries.items()
    )
    index = f'{{"voice": {json.dumps(voices.kokoro_name(voice))}, "sentences": {{\n{lines}\n}}}}\n'
    (folder / INDEX).write_text(index, encoding="utf-8")
    for path in folder.glob(f"*{ENDING}"):
        if path not in there.values():
            path.unlink()
    return len(there)


def _seconds(path: Path) -> float:
    return round(float(soundfile.info(path).duration), 3)


def render(pack: Pack, jobs: int, minutes: float) -> dict[str, Any]:
    """Speak what is missing. Raises CallerError, DeviceError."""
    sentences = wanted(pack)
    assert pack.header.spoken is not None  # or nothing is wanted
    voice, folder = pack.header.spoken.voice, pack.folder / "sound"
    folder.mkdir(exist_ok=True)
    network, voices_folder = (models.ensure(model, settings.load().models_folder) for model in models.KOKORO)
    todo, until_seconds = missing(folder, sentences, voice), time.monotonic() + 60 * minutes
    begin = partial(_begin, network, voices_folder, voice)
    with ProcessPoolExecutor(jobs, get_context("spawn"), begin) as pool:
        spoken = {pool.submit(_speak, folder, each, voice, until_seconds) for each in todo}
        for done in tqdm(as_completed(spoken), f"Speaking {pack.header.id}", total=len(todo), disable=None):
            done.result()
    there = write_index(folder, sentences, voice)
    size = sum(path.stat().st_size for path in folder.glob(f"*{ENDING}"))
    return {"sentences": len(sentences), "spoken": there, "megabytes": round(size / 1e6, 1)}


_engine: Kokoro
"""Of this process, which speaks."""


def _begin(network: Path, folder: Path, voice: str) -> None:
    global _engine  # noqa: PLW0603 - a process has one engine
    os.nice(NICENESS)
    _engine = Kokoro(network / NETWORK, folder / f"{voice}.bin", voices.locale_of(voice))


def _speak(folder: Path, sentence: str, voice: str, until_seconds: float) -> None:
    if time.monotonic() < until_seconds:
        keep(folder, sentence, voice, _engine.speak(sentence, CALM_SPEED))


def main() -> None:
    """Render a pack."""
    parser = argparse.ArgumentParser(
        "render-voice", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pack", metavar="PACK", help="en, es, or a path")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="how many speak at the same time")
    parser.add_argument("--minutes", type=float, default=1e6, metavar="M", help="after which nothing more is begun")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    chosen = settings.load().model_copy(update={"pack": arguments.pack})
    told = render(bootstrap.open_pack(chosen), arguments.jobs, arguments.minutes)
    if arguments.json:
        print(json.dumps(told))
    else:
        print(f"{told['spoken']} of {told['sentences']} sentences are there, {told['megabytes']} MB.")


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        raise SystemExit(str(failed)) from None
