"""Act on it, ask whether it was so, or ask again: what to do about what an engine recognised."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.effects import Expectation
from coach.events import Decision
from coach.listening.mention import mentioned
from coach.listening.recognition import Recognition


@dataclass(frozen=True)
class Thresholds:
    """One ear's bounds, in its own units of score and gap.

    `handicaps` are taken off the score of phrases that the ear is too ready to hear. `never_alone` are phrases that
    it cannot tell from their opposite.
    """

    accept_score: float
    accept_gap: float
    accept_margin: float
    confirm_score: float
    confirm_gap: float
    handicaps: Mapping[str, float] = field(default_factory=dict)
    never_alone: frozenset[str] = frozenset()


# Natural logs of probabilities. Measured on real people (not those it is judged on): of 600 sentences on other things
# 0 to 0.2 % were accepted, digits 91 % accepted with none wrong, yes / no / stop 99.4 % accepted with none wrong.
# Noise that gets past the gate becomes "yes", "no" or "okay": 1 nat off costs hardly any right answer, 3 nats cost 11
# of 100. "nah" was heard as "yes" from 5 of 8 voices.
MOONSHINE = Thresholds(
    accept_score=-5.0,
    accept_gap=4.0,
    accept_margin=1.0,
    confirm_score=-8.0,
    confirm_gap=8.0,
    handicaps={"yes": 1.0, "no": 1.0, "okay": 1.0},
    never_alone=frozenset({"nah"}),
)

# The score is the mean confidence of the words, 0 to 1; the gap counts the words in which the closed and the open
# decode differ. Confidences are near 1 for wrong words too, and 0.5 for a right "no" that may also be a "know", so
# agreement decides: only what both decodes heard is acted on. Not measured on people: the model could not be had where
# this was written.
VOSK = Thresholds(
    accept_score=0.4,
    accept_gap=0.0,
    accept_margin=0.0,
    confirm_score=0.25,
    confirm_gap=1.0,
    never_alone=frozenset({"nah"}),
)


@dataclass(frozen=True)
class Verdict:
    """The decision, the best phrase with its score, and the next best. Kept out of `repr`: these are said words."""

    decision: Decision
    phrase: str | None = field(repr=False)
    second: str | None = field(repr=False)
    score: float


def decide(recognition: Recognition, expectation: Expectation, thresholds: Thresholds) -> Verdict:
    """What to do about a reply.

    Where open words are wanted, a reply that is none of the phrases beyond doubt is an answer all the same: accepted
    without a phrase. There nothing is asked back: the person is telling something, and only words are needed for that.
    Elsewhere a phrase that is mentioned in a slightly longer reply is asked about, with the least score for that.
    """
    ranked = sorted(
        ((phrase, score - thresholds.handicaps.get(phrase, 0.0)) for phrase, score in recognition.ranked),
        key=lambda candidate: -candidate[1],
    )
    phrase, score = ranked[0] if ranked else (None, float("-inf"))
    second, second_score = ranked[1] if len(ranked) > 1 else (None, float("-inf"))
    open_score = recognition.gap + recognition.ranked[0][1] if recognition.ranked else 0.0
    decision = _by_thresholds(phrase, score, open_score - score, score - second_score, thresholds)
    if expectation.open_words and decision is not Decision.ACCEPT:
        spoke = any(letter.isalpha() for letter in recognition.open_text)
        return Verdict(Decision.ACCEPT if spoke else Decision.REJECT, None, None, 0.0)
    if decision is Decision.REJECT and (within := mentioned(recognition.open_text, expectation)):
        return Verdict(Decision.CONFIRM, within, None, thresholds.confirm_score)
    return Verdict(decision, phrase, second, score if phrase else 0.0)


def _by_thresholds(phrase: str | None, score: float, gap: float, margin: float, bounds: Thresholds) -> Decision:
    if phrase is None or score < bounds.confirm_score or gap > bounds.confirm_gap:
        return Decision.REJECT
    sure = score >= bounds.accept_score and gap <= bounds.accept_gap and margin >= bounds.accept_margin
    return Decision.ACCEPT if sure and phrase not in bounds.never_alone else Decision.CONFIRM
