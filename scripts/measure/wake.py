"""How well a sleeping coach knows its wake phrases: what it misses, and how often it wakes though nobody called.

  scripts/measure-wake                  everything: about an hour and a half of sound
  scripts/measure-wake --only calls     what is missed; or: near, streams
  scripts/measure-wake --quick          a tenth of everything

Calls are spoken by synthetic voices. The streams are all recordings in CORPUS (default ../shared/speech), none of which
calls, joined with pauses; synthetic talk; made-up music; a kitchen.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import yaml

from coach import bootstrap, settings
from coach.content.pack import Pack
from coach.effects import Expectation
from coach.errors import CoachError
from coach.kiosk.shelf import wake_expectation
from coach.ports import RATE_HERTZ, Ear, Samples
from coach.sound.wav import read_sound
from models.speech.corpus import RECORDINGS, Clip, half, read_corpus, sample
from models.speech.noise import Kitchen
from scripts.measure import calls, report
from scripts.measure.task import RISK

NOISES = (None, 15.0, 10.0)
Few = Callable[[list[Clip]], list[Clip]]
"""All clips, or a tenth of them."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        "measure-wake", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path, default=RECORDINGS, metavar="CORPUS")
    parser.add_argument("--ear", choices=("moonshine", "vosk"), help="instead of the settings' choice")
    parser.add_argument("--only", nargs="+", choices=("calls", "near", "streams"), default=["calls", "near", "streams"])
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    arguments = parser.parse_args()
    chosen = settings.load()
    if arguments.ear:
        chosen = chosen.model_copy(update={"ear": arguments.ear})
    pack = bootstrap.open_pack(chosen)
    kitchen = read_sound(arguments.corpus / "noise" / "kitchen.flac")
    with closing(bootstrap.open_ear(chosen)) as ear:
        print("; ".join(f"{name}: {value}" for name, value in report.circumstances(ear.name).items()), flush=True)
        expectation = wake_expectation(pack)
        if "calls" in arguments.only:
            _calls(list(calls.calls(ear, expectation, Kitchen(kitchen), NOISES)))
        few = sample if arguments.quick else list
        if "near" in arguments.only:
            clips = few(calls.near_calls())
            woke = [c for c in clips if calls.listens(ear, calls.in_room([read_sound(c.path)], 1.0, 2.5), expectation)]
            print(f"\nNear calls: {len(woke)} of {len(clips)} woke it")
            for clip in woke:
                print(f"  {clip.said}: {clip.speaker}")
        if "streams" in arguments.only:
            _streams(ear, expectation, _sounds(arguments.corpus, pack, kitchen, few))


def _calls(heard: list[calls.Call]) -> None:
    print("\n| phrase | voices | noise | calls | missed, % |\n| --- | --- | --- | --- | --- |")
    voices: dict[str, Callable[[str], bool]] = {
        "all": lambda voice: True,
        "flite": lambda voice: voice.startswith("flite"),
        "tuned on": lambda voice: half(voice) == "tuned on",
        "held out": lambda voice: half(voice) == "held out",
    }
    for phrase in (*dict.fromkeys(call.phrase for call in heard), "any"):
        for name, belongs in voices.items():
            for noise_db in NOISES:
                of_noise = [call for call in heard if call.noise_db == noise_db and belongs(call.voice)]
                group = [call for call in of_noise if phrase in (call.phrase, "any")]
                missed = 100 * sum(not call.woke for call in group) / len(group)
                print(f"| {phrase} | {name} | {noise_db or 'clean'} | {len(group)} | {missed:.1f} |")
    print("\n| voice | missed, % |\n| --- | --- |")
    for voice in dict.fromkeys(call.voice for call in heard):
        group = [call for call in heard if call.voice == voice]
        print(f"| {voice} | {100 * sum(not call.woke for call in group) / len(group):.1f} |", flush=True)


def _sounds(corpus: Path, pack: Pack, kitchen: Samples, few: Few) -> Iterator[tuple[str, Samples]]:
    recordings = read_corpus(corpus)
    for kind in ("off_topic", "other_words", "commands", "digits", "no_speech"):
        yield f"recordings: {kind}", calls.in_room(read_sound(clip.path) for clip in few(recordings[kind]))
    sentences = [said for said_of_list in yaml.safe_load(RISK.read_text()).values() for said in said_of_list]
    yield "synthetic talk", calls.in_room(read_sound(clip.path) for clip in few(calls.talk(pack, sentences)))
    yield "music, made up", calls.music(1 if few is sample else 10)
    yield "kitchen", kitchen


def _streams(ear: Ear, expectation: Expectation, sounds: Iterable[tuple[str, Samples]]) -> None:
    print("\n| stream | minutes | wakes |\n| --- | --- | --- |")
    hours, wakes = 0.0, 0
    for name, sound in sounds:
        woke = calls.listens(ear, sound, expectation)
        hours, wakes = hours + len(sound) / RATE_HERTZ / 3600, wakes + woke
        print(f"| {name} | {len(sound) / RATE_HERTZ / 60:.1f} | {woke} |", flush=True)
    print(f"| all | {60 * hours:.1f} | {wakes}: {wakes / hours:.2f} an hour |")


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
