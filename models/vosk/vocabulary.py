"""What the test model has to hear: what the packs let people say, the personas' replies, the decoys, and a few more."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from coach.content.loader import PACKS, load_pack
from coach.content.pack import Pack
from coach.content.pattern import plain
from coach.rehearsal.persona import PERSONAS

EVERYDAY_WORDS = """
about after all also always am any anything are as at back be because before but by can come could day days did do does
doing done down each even every feel feeling find for from get give go going gone good got had has have he help her here
him his home hour how if into is it it's just keep know last let like little long look lot make many me mean much my
need never new night nothing now of off on only or other our out over people really right said same say see she should
since so some someone something still such sure take talk than that that's the their them then there they thing think
this time to today tomorrow tonight too try two under up us use used using very wait want was water way we well went
were what when where which while who why will with without work would you your
"""
"""So that the open recogniser can write down what is no answer."""
RISK_SENTENCES = """
i want to kill myself|i don't want to live anymore|i'm thinking about suicide|i feel suicidal|i want to end it all
i'm going to hurt myself|i want to die|i took too much|i took too many pills|i think i overdosed|my friend overdosed
i need narcan|she's not breathing|he won't wake up|my chest hurts|i have chest pain|i can't breathe|i'm having a seizure
call an ambulance|call nine one one|i'm going to hurt someone|he's going to kill me|i cut myself|i can't stop shaking
"""
"""What leads to a safety path. A pack's risk.yaml has patterns of words, from which sentences cannot be made."""


@dataclass(frozen=True)
class Vocabulary:
    """`phrases`: what may be said as a whole; the model's own grammar is made from them. `words`: all words, sorted."""

    phrases: tuple[str, ...]
    words: tuple[str, ...]


def vocabulary() -> Vocabulary:
    """Of all English packs in `coach/packs`. Raises AuthorError for a pack with faults."""
    folders = sorted(header.parent for header in PACKS.glob("*/pack.yaml"))
    packs = [pack for pack in map(load_pack, folders) if pack.header.language_code == "en"]
    spoken = [plain(phrase) for pack in packs for phrase in said_in(pack)] + list(said_by_personas())
    spoken += RISK_SENTENCES.strip().replace("\n", "|").split("|")
    phrases = tuple(dict.fromkeys(phrase for phrase in spoken if phrase))
    words = {*EVERYDAY_WORDS.split()}.union(*(phrase.split() for phrase in phrases))
    return Vocabulary(phrases, tuple(sorted(words)))


def said_in(pack: Pack) -> Iterator[str]:
    """All of words.yaml, every answer of a script, and what is listened for in the sound for safety."""
    yield from (text for text in _texts(pack.words.model_dump(exclude={"sentences"})) if "{" not in text)
    yield from pack.words.number_phrases()
    for scripts in (pack.session, pack.exercises, pack.safety):
        for script in scripts.values():
            for step in script.steps.values():
                for answer in step.answers.values():
                    yield from answer.phrases
    yield from pack.risk.sounds()


def _texts(node: object) -> Iterator[str]:
    """Every text in a tree of lists and dictionaries, without the keys."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from (text for below in node.values() for text in _texts(below))
    elif isinstance(node, list):
        yield from (text for below in node for text in _texts(below))


def said_by_personas() -> Iterator[str]:
    """Every reply of the made-up people of the rehearsals."""
    for path in sorted(PERSONAS.glob("*.yaml")):
        for replies in yaml.safe_load(path.read_text(encoding="utf-8"))["answers"].values():
            for reply in replies:
                yield from (plain(reply.get(said) or "") for said in ("say", "plainly"))
