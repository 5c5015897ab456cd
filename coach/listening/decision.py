"""Act on it, ask whether it was so, or ask again: what to do about what an engine recognised."""

from dataclasses import dataclass, field

from coach.effects import Expectation
from coach.events import Decision, Reason
from coach.listening.mention import after_hesitating, mentioned
from coach.listening.recognition import Recognition


@dataclass(frozen=True)
class Thresholds:
    """One ear's bounds, in its own units of score and gap.

    `never_alone` are phrases that it cannot tell from their opposite.
    """

    accept_score: float
    accept_gap: float
    accept_margin: float
    confirm_score: float
    confirm_gap: float
    accept_behind: float = 0.0
    confirm_behind: float = 0.0
    """How far a phrase may be behind another word that answers nothing: the question makes the phrase likelier."""
    hesitation_ahead: float = 0.0
    """How far a phrase has to be behind a hesitation, for it to be one."""
    view_weight: float = 0.0
    viewed_accept: float = 0.0
    viewed_confirm: float = 0.0
    """Where there is a second view of a phrase: its weight, and the bounds for the sum of both."""
    naming_accept_gap: float = 0.0
    naming_accept_margin: float = 0.0
    naming_confirm_gap: float = 0.0
    """The bounds for a number in a sentence that is none of the phrases."""
    unasked_score: float = 0.0
    unasked_gap: float = 0.0
    called_score: float = 0.0
    called_gap: float = 0.0
    called_behind: float = 0.0
    """The bounds where nobody was asked: for one word, and for several, which nobody says by chance."""
    never_alone: frozenset[str] = frozenset()


# Natural logs of probabilities, tried on recordings of people saying single words (docs/ear.md has the tables).
# Gap 4 and 2 behind a decoy, clean: 97.4 % of yes / no / stop and 89.1 % of digits accepted and right, 0 and 0.3 %
# wrong. Tighter, gap 3 and 1 behind, took one other word less of 76 for a rating, and cost 1.1 and 2.9 points of right.
# Gap 8 -> 6 and 3 behind: other words asked about 33 -> 6 of 100.
# Two views: of the tuned-on speakers, each heard by a network that had not learnt from them (15 dB in brackets):
#   bounds        yes/no/stop right; wrong   digits right; wrong   other words taken, yes/no; rating   sentences
#   one view      97.9; 0  (94.4; 0)         84.6; 0    (69.1; 5.9)  1.1; 7.3                          0 (4.8)
#   -5.5, -8.5    98.6; 0  (90.8; 0)         85.3; 0.7  (66.9; 4.4)  1.1; 4.9                          0 (0)
#   -6.5, -9.0    98.6; 0  (95.1; 0)         90.4; 1.5  (69.9; 5.1)  1.1; 9.8                          0 (0)
# A logistic regression on both views, the gap, the margin and the decoys gave both views 0.8 and 0.55 and was no better
# with the rest (log loss 0.161, with all 0.147; the same right answers at the same wrong ones). -6 is probability 0.7.
# "nah" was heard as "yes" from 5 of 8 voices.
# Hesitations: of 84 synthetic ones 65 are waited after and 4 taken for an answer or asked about; with 0 nats 66 and 3,
# but then 8.0 instead of 3.5 of 100 right short words ("on", "off") were waited after.
# Unasked: of 1,783 other clips (0.8 h) none reached "hello coach", "hey coach" or "okay coach" with any score at all,
# so a call may be heard as badly as synthetic voices say it: with a score of -11, a gap of 8.5 and no other word ahead
# 24 % of 324 calls were missed, with these bounds 12 %. For one word the bounds are half of what an answer has.
MOONSHINE = Thresholds(
    accept_score=-5.0,
    accept_gap=4.0,
    accept_margin=1.0,
    confirm_score=-8.0,
    confirm_gap=6.0,
    accept_behind=2.0,
    confirm_behind=3.0,
    hesitation_ahead=1.5,
    view_weight=1.5,
    viewed_accept=-6.0,
    viewed_confirm=-9.0,
    naming_accept_gap=4.0,
    naming_accept_margin=2.0,
    naming_confirm_gap=7.0,
    unasked_score=-4.0,
    unasked_gap=2.0,
    called_score=-14.0,
    called_gap=12.0,
    called_behind=3.0,
    never_alone=frozenset({"nah"}),
)

# The score is the mean confidence of the words, 0 to 1; the gap is how far the closed and the open decode are apart, in
# words (vosk/agreement.py). Only what both heard is acted on. The figures are the test model's, on synthetic voices
# like those that it was trained on: they say which rule is better, and nothing about people or about the real model,
# which could not be had where this was written.
# Gap 0 to accept: of 540 global words 90.9 % right, none wrong; of 264 ratings in carrier phrases 95.1 % right, none
# wrong; at 15 dB 42.8 and 0.6 % of the global words. Gap 0.5 would take "oh yes" too, 53.3 % at 15 dB, but "don't stop"
# is as near to "stop". Gap 1 to confirm: 4.8 % of the right ones are asked about and 9.5 % of strange words; with 0.5
# they are 2.4 and 5.7 %, with 2.0 5.2 and 10.9 %.
# Confidences are near 1 for wrong words too: with no least score at all the clean results are the same. The bounds only
# keep out what neither decode believes; a right "no" that may be a "know" has 0.5.
VOSK = Thresholds(
    accept_score=0.4,
    accept_gap=0.0,
    accept_margin=0.0,
    confirm_score=0.25,
    confirm_gap=1.0,
    naming_accept_margin=0.01,
    naming_confirm_gap=1.0,
    unasked_score=0.6,
    called_score=0.4,
    never_alone=frozenset({"nah"}),
)


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
        sure = naming.gap <= bounds.naming_accept_gap and naming.margin >= bounds.naming_accept_margin
        (name, score), *others = naming.ranked
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
