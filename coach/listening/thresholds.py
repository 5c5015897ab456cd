"""The bounds of each ear, with the figures that they were chosen by. What they bound is in `decision.py`."""

from dataclasses import dataclass


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
    naming_accept_score: float = float("-inf")
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
# Numbers in sentences: of 24 true ones, half of them in a kitchen at 10 dB, the lowest score was -5.7; what a kitchen
# alone was taken for had -8.1, -8.5 and -12.3 (a radio that said "zero" to somebody who said nothing).
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
    naming_accept_score=-7.0,
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
