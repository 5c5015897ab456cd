"""Make the small Vosk model of the tests: tests/models/vosk-test. It hears synthetic voices, and nobody else.

  scripts/make-test-model --graph      the words of today's packs, 20 seconds; the network stays
  scripts/make-test-model              everything anew; half an hour of two idle cores is a guess
  scripts/make-test-model --into /tmp/model --utterances 2500 --steps 1200      a quick trial

How it comes about: espeak-ng and flite speak the words of the packs and thousands of others, and say themselves which
phone they are at; the speech is put into noisy rooms; a network of half a million numbers learns to name the phone of
each frame; and it is written, with a graph of the words, in the format that Vosk reads. No recording of a person, no
other model. What the result must not be used for is in its README.
"""

import argparse
import sys
from pathlib import Path

from coach.errors import CallerError, CoachError
from models.vosk.model import TEST_MODEL, write_acoustics, write_vocabulary
from models.vosk.vocabulary import vocabulary


def main() -> None:
    """Make what was asked for."""
    arguments = _arguments()
    if not arguments.graph:
        _train(arguments)
    elif not (arguments.into / "am" / "final.mdl").exists():
        raise CallerError(f"{arguments.into} is no model yet.", "Leave out --graph.")
    words = write_vocabulary(arguments.into)
    size = sum(file.stat().st_size for file in arguments.into.rglob("*") if file.is_file())
    print(f"{arguments.into}: {len(words.words)} words, {len(words.phrases)} phrases, {size / 1e6:.1f} MB")


def _train(arguments: argparse.Namespace) -> None:
    try:
        from models.vosk.network import train  # noqa: PLC0415 - only here are JAX and Kaldi's features needed
        from models.vosk.speech import labelled_speech  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        install = 'Run: .venv/bin/pip install -e ".[test-model]"'
        raise CallerError(f"{missing.name} is not installed.", install) from None
    speech = labelled_speech(vocabulary(), arguments.utterances, arguments.seed)
    write_acoustics(arguments.into, train(speech, arguments.steps, arguments.seed))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "make-test-model", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--graph", action="store_true", help="only the words; the network stays")
    parser.add_argument("--into", type=Path, default=TEST_MODEL, metavar="FOLDER", help="instead of the tests' own")
    parser.add_argument("--utterances", type=int, default=8000, metavar="N", help="to train on (%(default)s)")
    parser.add_argument("--steps", type=int, default=4000, metavar="N", help="of training (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another one, another model (%(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
