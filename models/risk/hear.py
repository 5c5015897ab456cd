"""Speak the phrases that may be tuned on, hear them, and write what the ear made of them: models/risk/heard.tsv.

  scripts/hear-phrases              those that were not heard yet; 6 to 10 a second, and it can be broken off
  scripts/hear-phrases --share 0.5  only half of them

A voice by chance (espeak-ng, flite), alone or in the kitchen of ../shared/speech. `scripts/train-risk` learns from it.
"""

import argparse
import csv
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tqdm import tqdm

from coach import bootstrap, settings
from coach.content.pattern import plain
from coach.effects import Expectation
from coach.errors import CoachError
from coach.events import Heard
from coach.listening.recording import hear_sound
from coach.sound.wav import read_sound
from models.risk import examples, heard
from models.speech import voices
from models.speech.corpus import RECORDINGS
from models.speech.noise import Kitchen

LANGUAGE = "en"


def main() -> None:
    """Hear what was not heard yet."""
    parser = argparse.ArgumentParser(
        "hear-phrases", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path, default=RECORDINGS, metavar="CORPUS")
    parser.add_argument("--share", type=float, default=1.0, metavar="SHARE", help="of the phrases, 0 to 1")
    arguments = parser.parse_args()
    kitchen = Kitchen(read_sound(arguments.corpus / "noise" / "kitchen.flac"))
    known = heard.read() if heard.HEARD.exists() else {}
    texts = dict.fromkeys(example.text for example in examples.written(LANGUAGE))
    waiting = [text for text in texts if text not in known and Random(text).random() < arguments.share]
    with (
        closing(bootstrap.open_ear(settings.load())) as ear,
        TemporaryDirectory() as folder,
        heard.HEARD.open("a", encoding="utf-8", newline="") as file,
    ):
        rows = csv.writer(file, dialect=csv.excel_tab, lineterminator="\n")
        sound_file = Path(folder) / "spoken.wav"
        for text in tqdm(waiting, unit=" phrases", disable=None):
            chance = Random(text)
            voices.speak(heard.voice(text, sound_file, chance))
            sound = read_sound(sound_file)
            ratio_db = chance.choice(heard.NOISES_DB)
            if ratio_db is not None:
                sound = kitchen.around(Path(text), sound, ratio_db)
            answer = hear_sound(ear, sound, Expectation(()))
            if isinstance(answer, Heard):
                rows.writerow((text, plain(answer.open_text)))


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
