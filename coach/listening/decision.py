"""Act on it, ask whether it was so, or ask again: what to do about what an engine recognised."""

from dataclasses import dataclass, field

from coach.effects import Expectation
from coach.events import Decision, Reason
from coach.listening.mention import after_hesitating, mentioned
from coach.listening.recognition import Recognition
from coach.listening.thresholds import Thresholds


@dataclass(frozen=True)
class Verdict:
    """The decision and why, the best phrase with its score, and the next best. Said words are kept out of `repr`."""

    decision: Decision
    phrase: str | None = field(repr=False)
    second: str | None = field(repr=False)
    score: float
    reason: Reason

    @property
    def hesitated(self) -> bool:
        """Whether nothing else was said so far, so that the answer is still to come."""
        return self.reason is Reason.HESITATION


def decide(recognition: Recognition, expectation: Expectation, thresholds: Thresholds) -> Verdict:
    """What to do about a reply.

    Where open words are wanted, a reply that is none of the phrases beyond doubt is an answer all the same: accepted
    without a phrase. There nothing is asked back: the person is telling something, and only words are needed for that.
    Elsewhere a phrase that is mentioned in a slightly longer reply is asked about, with the least score for that.
    A hesitation alone is no answer anywhere.
    """
    if expectation.unasked:
        return _by_itself(recognition, expectation, thresholds)
    return _in_answer(recognition, expectation, thresholds)


def _in_answer(recognition: Recognition, expectation: Expectation, thresholds: Thresholds) -> Verdict:
    ranked = sorted(
        (
            (phrase, score + thresholds.view_weight * recognition.view.get(phrase, 0.0))
            for phrase, score in recognition.ranked
        ),
        key=lambda candidate: -candidate[1],
    )
    phrase, score = ranked[0] if ranked else (None, float("-inf"))
    second, second_score = ranked[1] if len(ranked) > 1 else (None, float("-inf"))
    decision, reason = _by_thresholds(phrase, score, score - second_score, recognition, thresholds)
    sure = decision is Decision.ACCEPT and phrase in recognition.view
    if not sure and _hesitated(recognition, expectation, thresholds):
        return Verdict(Decision.REJECT, None, None, 0.0, Reason.HESITATION)
    if expectation.open_words and decision is not Decision.ACCEPT:
        spoke = any(letter.isalpha() for letter in recognition.open_text)
        if spoke:
            return Verdict(Decision.ACCEPT, None, None, 0.0, Reason.OPEN_WORDS)
        return Verdict(Decision.REJECT, None, None, 0.0, Reason.FITS_NOTHING)
    if decision is not Decision.ACCEPT and (
        verdict := _among_other_words(decision, recognition, expectation, thresholds)
    ):
        return verdict
    return Verdict(decision, phrase, second, score if phrase else 0.0, reason)


def _among_other_words(
    decision: Decision, recognition: Recognition, expectation: Expectation, bounds: Thresholds
) -> Verdict | None:
    """What was said in a longer reply: a number in a sentence around it, or else a phrase that is mentioned."""
    naming = recognition.naming
    if naming and naming.gap < recognition.gap and naming.gap <= bounds.naming_confirm_gap:
        (name, score), *others = naming.ranked
        near = naming.gap <= bounds.naming_accept_gap and naming.margin >= bounds.naming_accept_margin
        sure = near and score >= bounds.naming_accept_score
        second = others[0][0] if others else None
        if sure:
            return Verdict(Decision.ACCEPT, name, second, score, Reason.CLEAR)
        return Verdict(Decision.CONFIRM, name, second, score, Reason.MENTIONED)
    if decision is Decision.REJECT and (within := mentioned(recognition.open_text, expectation)):
        unlike = (name for name, _ in recognition.ranked if expectation.meaning(name) != expectation.meaning(within))
        return Verdict(Decision.CONFIRM, within, next(unlike, None), bounds.confirm_score, Reason.MENTIONED)
    return None


def _by_itself(recognition: Recognition, expectation: Expectation, bounds: Thresholds) -> Verdict:
    """Where nobody was asked: a phrase beyond doubt, or nothing. Nothing is asked back."""
    phrase, score = recognition.ranked[0] if recognition.ranked else (None, float("-inf"))
    within = mentioned(recognition.open_text, expectation)
    if within and " " in within:
        return Verdict(Decision.ACCEPT, within, None, max(score, bounds.called_score), Reason.MENTIONED)
    several = phrase is not None and " " in phrase
    least, most = (bounds.called_score, bounds.called_gap) if several else (bounds.unasked_score, bounds.unasked_gap)
    behind = bounds.called_behind if several else 0.0
    if recognition.other and recognition.other[1] - score > behind:
        return Verdict(Decision.REJECT, None, None, 0.0, Reason.OTHER_WORD)
    if phrase is None or score < least or recognition.gap > most:
        return Verdict(Decision.REJECT, None, None, 0.0, Reason.FITS_NOTHING)
    return Verdict(Decision.ACCEPT, phrase, None, score, Reason.CLEAR)


def _hesitated(recognition: Recognition, expectation: Expectation, bounds: Thresholds) -> bool:
    """Whether only hesitations were heard, openly or beside the phrases, and clearly more so than any phrase."""
    lead, rest = after_hesitating(recognition.open_text, expectation.hesitations)
    if lead and not rest and recognition.gap > bounds.hesitation_ahead:
        return True
    if not (recognition.ranked and recognition.other) or mentioned(recognition.open_text, expectation):
        return False
    word, score = recognition.other
    ahead = score - recognition.ranked[0][1]
    clear = ahead > bounds.hesitation_ahead and recognition.gap - ahead <= bounds.accept_gap
    return clear and word in expectation.hesitations


def _by_thresholds(
    phrase: str | None, score: float, margin: float, recognition: Recognition, bounds: Thresholds
) -> tuple[Decision, Reason]:
    if phrase in recognition.view:
        out_of_bounds = Reason.OTHER_WORD if score < bounds.viewed_confirm else None
        close = score >= bounds.viewed_accept
    else:
        out_of_bounds = _out_of_bounds(score, recognition, bounds)
        gap, behind = _distances(score, recognition)
        close = gap <= bounds.accept_gap and behind <= bounds.accept_behind and score >= bounds.accept_score
    if phrase is None or out_of_bounds:
        return Decision.REJECT, out_of_bounds or Reason.FITS_NOTHING
    if close and margin >= bounds.accept_margin and phrase not in bounds.never_alone:
        return Decision.ACCEPT, Reason.CLEAR
    return Decision.CONFIRM, Reason.UNSURE


def _out_of_bounds(score: float, recognition: Recognition, bounds: Thresholds) -> Reason | None:
    """Why a phrase of this score need not even be asked about; None if it should be."""
    gap, behind = _distances(score, recognition)
    if score < bounds.confirm_score:
        return Reason.FITS_NOTHING
    if behind > bounds.confirm_behind:
        return Reason.OTHER_WORD
    return Reason.FITS_NOTHING if gap > bounds.confirm_gap else None


def _distances(score: float, recognition: Recognition) -> tuple[float, float]:
    """How far a score is behind the open decode, and behind the likeliest word that answers nothing."""
    open_score = recognition.gap + recognition.ranked[0][1] if recognition.ranked else 0.0
    other = recognition.other[1] if recognition.other else float("-inf")
    return open_score - score, other - score
