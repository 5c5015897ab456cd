"""The truth of a rehearsal: did the ear hear what the person meant?"""

import re
from collections.abc import Sequence
from enum import StrEnum

from coach.content.pack import Pack
from coach.content.script import Ask
from coach.conversation.understanding import (
    Chose,
    Meaning,
    Rated,
    Spoke,
    Vocabulary,
    Wished,
    vocabulary_everywhere,
    vocabulary_of,
)
from coach.events import Decision, FellSilent, Heard

NOTHING = "nothing"
"""What is no answer: swearing, a cough, a word to somebody else."""
WORDS = "words"
"""An open answer: whatever is said is right."""

Meant = int | str


class Verdict(StrEnum):
    """What became of a reply, knowing what was meant."""

    UNDERSTOOD = "understood"
    ASKED_BACK = "asked back"
    NOT_UNDERSTOOD = "not understood"
    MISUNDERSTOOD = "misunderstood"
    RIGHTLY_REFUSED = "rightly refused"
    NOT_HEARD = "not heard"
    HEARD_NOISE = "heard where nothing was said"
    SILENT = "silent"


GOOD = (Verdict.UNDERSTOOD, Verdict.RIGHTLY_REFUSED, Verdict.SILENT)


def plain(text: str) -> str:
    """Words as a pack writes them: lower case, no punctuation but the apostrophe."""
    return " ".join(re.findall(r"[a-z']+", text.lower()))


def name_of(meaning: Meaning) -> Meant:
    """How a persona names a meaning."""
    match meaning:
        case Rated(value):
            return value
        case Chose(name) | Wished(name):
            return name
        case Spoke():
            return WORDS
    return NOTHING


class Judge:
    """Compares what was meant with what was heard, question by question, by the pack's own vocabulary."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._scripts = pack.session | pack.exercises | pack.safety

    def question(self, about: str) -> Ask | None:
        """The question that a step asks; None for a wait, or where the pack has no such step."""
        script, _, step = about.partition(".")
        known = self._scripts.get(script)
        return known.steps[step].ask if known and step in known.steps else None

    def meant(self, about: str, words: str) -> Meant:
        """What these words mean as an answer to a question, going by the pack alone."""
        vocabulary = self._vocabulary(about)
        meaning = vocabulary.meaning(plain(words))
        if meaning is None:
            return WORDS if vocabulary.open_words else NOTHING
        return name_of(meaning)

    def verdict(self, about: str, meant: Meant, heard: Heard) -> Verdict:
        """What became of words that were heard, but for the safety listener, which the ear's answer does not show."""
        taken = self._taken(about, heard)
        if meant == NOTHING:
            return Verdict.RIGHTLY_REFUSED if taken is None else Verdict.MISUNDERSTOOD
        if taken is None:
            return Verdict.NOT_UNDERSTOOD
        if heard.decision is Decision.CONFIRM:
            return Verdict.ASKED_BACK
        return Verdict.UNDERSTOOD if taken == meant else Verdict.MISUNDERSTOOD

    def outcome(
        self, about: str, meant: Meant | None, answer: Heard | FellSilent | None, next_scripts: Sequence[str]
    ) -> Verdict | None:
        """What became of a turn. None where the ear never answered, because a key or the end came first.

        `next_scripts`: what the coach spoke from next; it shows whether a safety path was taken.
        """
        if answer is None:
            return None
        if meant is None:
            return Verdict.HEARD_NOISE if isinstance(answer, Heard) else Verdict.SILENT
        if isinstance(answer, FellSilent):
            return Verdict.RIGHTLY_REFUSED if meant == NOTHING else Verdict.NOT_HEARD
        alarmed = any(path in self._pack.safety and not about.startswith(f"{path}.") for path in next_scripts)
        if alarmed or self.is_risk(meant):
            return Verdict.UNDERSTOOD if meant in next_scripts else Verdict.MISUNDERSTOOD
        return self.verdict(about, meant, answer)

    def is_risk(self, meant: Meant | None) -> bool:
        """Whether this is a safety path's name."""
        return meant in self._pack.risk.paths

    def _taken(self, about: str, heard: Heard) -> Meant | None:
        """What the coach takes the reply for; None if it has to ask again."""
        vocabulary = self._vocabulary(about)
        meaning = vocabulary.meaning(heard.phrase) if heard.phrase else None
        if heard.decision is Decision.REJECT:
            return None
        if meaning:
            return name_of(meaning)
        if heard.number is not None:
            return heard.number
        return WORDS if vocabulary.open_words else None

    def _vocabulary(self, about: str) -> Vocabulary:
        ask = self.question(about)
        return vocabulary_of(ask, self._pack.words) if ask else vocabulary_everywhere(self._pack.words)
