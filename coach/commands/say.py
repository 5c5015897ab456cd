"""`coach say`: speak a text in the coach's voice, into a file or through the loudspeaker."""

import argparse
import json
import time
from contextlib import closing
from pathlib import Path

from coach import bootstrap, settings
from coach.effects import Line
from coach.errors import CallerError
from coach.ports import RATE_HERTZ, Samples
from coach.settings import Settings
from coach.sound.loudspeaker import PortAudioLoudspeaker
from coach.sound.wav import ENCODINGS, require_format, write_sound
from coach.terminal.telling import show

SLOWEST, FASTEST = 0.5, 2.0
LOOK_SECONDS = 0.05

HELP = f"""\
Speak a text in the coach's voice: into a sound file (16 kHz, mono), or through the loudspeaker.

  coach say "You are in charge here." --out prompt.wav
  coach say "Breathe out." --rate 0.8 --voice en-us+f3

The file is what its name says: {", ".join(ENCODINGS)}.
The voice is the one of the settings; --voice takes another one of espeak-ng.
Exit code 1: the voice, the loudspeaker or the file cannot be used."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("text", metavar="TEXT", help="what to say")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write it here instead of playing it")
    parser.add_argument("--rate", type=float, default=1.0, help="0.8 is slower, 1.2 faster (default: 1.0)")
    parser.add_argument("--voice", metavar="NAME", help="a voice of espeak-ng, as in `espeak-ng --voices=en`")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(arguments: argparse.Namespace) -> int:
    """Say it. Returns the exit code."""
    if not arguments.text.strip():
        raise CallerError("There is nothing to say.", 'Give a text: `coach say "You are in charge here."`.')
    if not SLOWEST <= arguments.rate <= FASTEST:
        raise CallerError(f"--rate {arguments.rate:g} is out of range.", f"Give {SLOWEST:g} to {FASTEST:g}.")
    if arguments.out:
        require_format(arguments.out)
    chosen = _chosen(arguments.voice)
    with closing(bootstrap.open_voice(chosen)) as voice:
        samples = voice.render(Line("say.text", arguments.text), arguments.rate)
    if arguments.out:
        write_sound(arguments.out, samples)
    else:
        _play(samples, chosen.loudspeaker)
    report = {
        "text": arguments.text,
        "voice": voice.name,
        "rate": arguments.rate,
        "seconds": round(len(samples) / RATE_HERTZ, 3),
        "path": str(arguments.out) if arguments.out else None,
    }
    where = arguments.out or "the loudspeaker"
    if arguments.json:
        print(json.dumps(report))
    else:
        show(f"{report['seconds']:.1f} s to {where}, voice {voice.name}")
    return 0


def _chosen(espeak_voice: str | None) -> Settings:
    loaded = settings.load()
    if espeak_voice is None:
        return loaded
    return loaded.model_copy(update={"voice": "espeak", "espeak_voice": espeak_voice})


def _play(samples: Samples, device_name: str | None) -> None:
    with closing(PortAudioLoudspeaker(device_name)) as loudspeaker:
        loudspeaker.play(samples)
        while loudspeaker.sounding:
            time.sleep(LOOK_SECONDS)
