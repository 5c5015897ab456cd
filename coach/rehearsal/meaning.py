"""The truth of a rehearsal: did the ear hear what the person meant?"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.content.pack import Pack
from coach.content.pattern import plain
from coach.content.script import Ask, Route, Step
from coach.conversation.understanding import (
    Chose,
    Meaning,
    Rated,
    Roughly,
    Settled,
    Spoke,
    Vocabulary,
    Wished,
    vocabulary_everywhere,
    vocabulary_of,
)
from coach.effects import Listen
from coach.events import Decision, FellSilent, Heard

NOTHING = "nothing"
"""What is no answer: swearing, a cough, a word to somebody else."""
WORDS = "words"
"""An open answer: whatever is said is right."""

Meant = int | str

AGREED, DISAGREED, OPEN = Settled(True), Settled(False), Spoke()
BARE = Route().model_dump()


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


def name_of(meaning: Meaning) -> Meant:
    """How a persona names a meaning."""
    match meaning:
        case Rated(value) | Roughly(value):
            return value
        case Chose(name) | Wished(name):
            return name
        case Spoke():
            return WORDS
    return NOTHING


@dataclass(frozen=True)
class Judged:
    """A verdict. `asked_about`: the meaning that the coach reads back now, as the expectation's `meanings` name it."""

    verdict: Verdict
    asked_about: Hashable | None = None


class Judge:
    """Compares what was meant with what the coach takes it for, by the pack's own vocabulary."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._scripts = pack.scripts

    def question(self, about: str) -> Ask | None:
        """The question that a step asks; None for a wait, or where the pack has no such step."""
        step = self._step(about)
        return step.ask if step else None

    def meant(self, about: str, words: str) -> Meant:
        """What these words mean as an answer to a question, going by the pack alone."""
        vocabulary = self.vocabulary(about)
        meaning = vocabulary.meaning(plain(words))
        if meaning is None:
            return WORDS if vocabulary.open_words else NOTHING
        return name_of(meaning)

    def judge(self, asked: Listen, meant: Meant | None, heard: Heard, confirming: Hashable | None) -> Judged:
        """What became of words that were heard, but for the safety listener, which the ear's answer does not show.

        `confirming`: the meaning that was being read back when they were said.
        """
        kind = asked.expectation.meanings.get(heard.phrase or "")
        match heard.decision:
            case Decision.REJECT:
                taken = None
            case Decision.CONFIRM if kind is not None and confirming is None:
                return Judged(Verdict.HEARD_NOISE if meant is None else Verdict.ASKED_BACK, kind)
            case Decision.CONFIRM if kind not in (confirming, AGREED):
                taken = None
            case _:
                taken = confirming if kind == AGREED else None if kind == DISAGREED else kind or OPEN
        return Judged(self._verdict(asked, meant, taken))

    def outcome(
        self,
        asked: Listen,
        meant: Meant | None,
        answer: Heard | FellSilent | None,
        confirming: Hashable | None,
        next_scripts: Sequence[str],
    ) -> Judged | None:
        """What became of a turn. None where the ear never answered, because a key or the end came first.

        `next_scripts`: what the coach spoke from next; it shows whether a safety path was taken.
        """
        if answer is None:
            return None
        if isinstance(answer, FellSilent):
            quiet = Verdict.RIGHTLY_REFUSED if meant == NOTHING else Verdict.NOT_HEARD
            return Judged(Verdict.SILENT if meant is None else quiet)
        alarmed = any(path in self._pack.safety and not asked.about.startswith(f"{path}.") for path in next_scripts)
        if alarmed or self.is_risk(meant):
            return Judged(Verdict.UNDERSTOOD if meant in next_scripts else Verdict.MISUNDERSTOOD)
        return self.judge(asked, meant, answer, confirming)

    def is_risk(self, meant: Meant | None) -> bool:
        """Whether this is a safety path's name."""
        return meant in self._pack.risk.paths

    def _verdict(self, asked: Listen, meant: Meant | None, taken: Hashable | None) -> Verdict:
        if meant is None:
            harmless = taken is None and self.question(asked.about) is None
            return Verdict.RIGHTLY_REFUSED if harmless else Verdict.HEARD_NOISE
        if meant == NOTHING:
            return Verdict.RIGHTLY_REFUSED if taken is None else Verdict.MISUNDERSTOOD
        if taken is None:
            return Verdict.NOT_UNDERSTOOD
        return Verdict.UNDERSTOOD if taken in self._kinds(asked.about, meant) else Verdict.MISUNDERSTOOD

    def _kinds(self, about: str, meant: Meant) -> set[Hashable]:
        """What this may be in an expectation. An answer without a way of its own may be just words."""
        if isinstance(meant, int):
            return {Rated(meant)}
        if meant == WORDS:
            return {OPEN}
        step = self._step(about)
        answer = step.answers.get(str(meant)) if step else None
        own_way = answer is None or answer.model_dump(exclude={"phrases", "danger"}) != BARE
        return {Chose(str(meant)), Wished(str(meant))} | (set() if own_way else {OPEN})

    def vocabulary(self, about: str) -> Vocabulary:
        """All that can be said at a step of the pack."""
        step = self._step(about)
        return vocabulary_of(step, self._pack.words) if step else vocabulary_everywhere(self._pack.words)

    def _step(self, about: str) -> Step | None:
        script, _, step = about.partition(".")
        known = self._scripts.get(script)
        return known.steps.get(step) if known else None
