"""Make the weights of the ear's second view: coach/listening/moonshine/words.npz.

  scripts/train-words                   from ../shared/speech and synthetic voices; about half an hour of one core
  scripts/train-words CORPUS --into FILE.npz

How it comes about: the half of the recorded speakers that may be tuned on, and synthetic voices (espeak-ng, flite, and
Piper where it is installed), say the replies of the packs and hundreds of other words; each is put somewhere noisy;
Moonshine's encoder listens; and a small network learns which reply it was, or that it was none. Of the recordings only
the network is left.

Needs Moonshine's model: `coach models fetch moonshine-tiny-en`.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from tqdm import tqdm

from coach import bootstrap, settings
from coach.content.words import Words as Vocabulary
from coach.errors import CallerError, CoachError
from coach.listening.moonshine import MODEL
from coach.listening.moonshine.model import Model
from coach.listening.moonshine.words import OTHER, WEIGHTS
from models.speech.corpus import RECORDINGS, read_corpus

SOMEWHERE_NOISY = 4
"""How often each recording is heard."""
SOMEWHERE_MORE = 4
"""How much oftener digits, other words, and the words that are confused most."""
CONFUSED = frozenset(["yes", "no", "stop", "off", "up", "go", "down"])
NOISES = 200


def main() -> None:
    """Train, write."""
    arguments = _arguments()
    try:
        from models.words.network import train, write  # noqa: PLC0415 - only here is JAX needed
        from models.words.vocabulary import other_words, replies  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        install = 'Run: .venv/bin/pip install -e ".[words-model]"'
        raise CallerError(f"{missing.name} is not installed.", install) from None
    chosen = settings.load()
    words = bootstrap.open_pack(chosen).words
    known = replies(words)
    others = other_words(known, tuple(words.hesitations), arguments.others)
    model = Model(chosen.models_folder / MODEL)
    examples = list(tqdm(_examples(arguments, words, known, others, model), "listened to", unit=" replies"))
    write(train(examples, known, arguments.epochs, arguments.seed), known, arguments.into)
    print(f"{arguments.into}: {len(known)} replies, {arguments.into.stat().st_size / 1e6:.2f} MB")


def _examples(
    arguments: argparse.Namespace, words: Vocabulary, known: tuple[str, ...], others: list[str], model: Model
) -> Iterator[Any]:
    """Every reply, heard somewhere noisy."""
    from models.words import replies as made  # noqa: PLC0415
    from models.words.disturbance import Disturbance  # noqa: PLC0415
    from models.words.network import Example  # noqa: PLC0415

    corpus, choose = read_corpus(arguments.corpus), Random(arguments.seed)
    often = {*(name for names in words.numbers.values() for name in names), *CONFUSED, "yeah", "help", "okay"}
    recorded = list(made.recorded(corpus))
    spoken = [
        reply
        for said in (*known, *words.hesitations, *others)
        for reply in made.synthetic(said, _times(said, often, others), choose)
    ]
    again = [reply for reply in recorded if reply.said in often or reply.said not in known]
    everywhere = recorded * SOMEWHERE_NOISY + again * SOMEWHERE_MORE + list(made.talk(corpus, arguments.seed)) + spoken
    somewhere = Disturbance(arguments.seed, made.backgrounds(corpus), [reply.sound for reply in spoken[::7]])
    noises = [made.Reply(somewhere.noise_alone(), OTHER) for _ in range(NOISES)]
    for reply in everywhere + noises:
        hidden = model.listen(somewhere.disturbed(reply.sound)).hidden[0]
        yield Example(hidden.astype("float16"), reply.said, reply.recorded)


def _times(said: str, often: set[str], others: list[str]) -> int:
    from models.words import replies as made  # noqa: PLC0415

    if said in others:
        return made.OTHERS_EACH
    return made.NUMBERS_AND_ANSWERS_EACH if said in often else made.REPLIES_EACH


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "train-words", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", nargs="?", type=Path, default=RECORDINGS, metavar="CORPUS")
    parser.add_argument("--into", type=Path, default=WEIGHTS, metavar="FILE", help="instead of the program's own")
    parser.add_argument("--others", type=int, default=565, metavar="N", help="other words (%(default)s)")
    parser.add_argument("--epochs", type=int, default=10, metavar="N", help="of training (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another one, another network (%(default)s)")
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
