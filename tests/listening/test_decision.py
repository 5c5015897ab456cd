"""Act on it, ask whether it was so, or ask again."""

import pytest

from coach.effects import Expectation
from coach.events import Decision, Reason
from coach.listening.decision import Verdict, decide
from coach.listening.recognition import Naming, Recognition
from coach.listening.thresholds import MOONSHINE, VOSK

SOME_NUMBERS = Expectation(("eleven",), {"eleven": 11})
ANSWERS = Expectation(("yes", "no", "nah", "seven", "eleven", "breathing"))


def moonshine(*ranked: tuple[str, float], gap: float = 0.0, text: str = "", open_words: bool = False) -> Verdict:
    """The verdict on what Moonshine scored."""
    expectation = Expectation(ANSWERS.phrases, open_words=open_words)
    return decide(Recognition(ranked, text, gap), expectation, MOONSHINE)


def vosk(phrase: str, confidence: float, gap: float) -> Decision:
    """The decision on what Vosk was sure of."""
    return decide(Recognition(((phrase, confidence),), "", gap), ANSWERS, VOSK).decision


def test_a_clear_reply_is_accepted() -> None:
    """Probable, near to the open decode, and far from the next."""
    assert moonshine(("seven", -1.0), ("eleven", -6.0), gap=0.2) == Verdict(
        Decision.ACCEPT, "seven", "eleven", -1.0, Reason.CLEAR
    )


def test_a_doubtful_reply_is_asked_about() -> None:
    """Improbable, or far from the open decode, or too near to the next."""
    assert moonshine(("seven", -6.0)).decision is Decision.CONFIRM
    assert moonshine(("seven", -2.0), gap=5.0).decision is Decision.CONFIRM
    close = moonshine(("seven", -2.0), ("eleven", -2.5))
    assert (close.decision, close.phrase, close.second) == (Decision.CONFIRM, "seven", "eleven")


def test_what_fits_nothing_is_rejected() -> None:
    """And when there was nothing to choose from."""
    assert moonshine(("seven", -9.0)).decision is Decision.REJECT
    assert moonshine(("seven", -3.0), gap=9.0).decision is Decision.REJECT
    assert moonshine(gap=float("inf")) == Verdict(Decision.REJECT, None, None, 0.0, Reason.FITS_NOTHING)


@pytest.mark.parametrize(
    ("second", "gap", "decision"),
    [
        (-6.0, 2.0, Decision.ACCEPT),
        (-6.0, 5.0, Decision.CONFIRM),
        (-2.5, 0.0, Decision.CONFIRM),
        (-6.0, 9.0, Decision.REJECT),
    ],
)
def test_a_number_in_a_sentence_is_judged_by_bounds_of_its_own(second: float, gap: float, decision: Decision) -> None:
    """Near to the open decode and far before the next number it is sure; else it is asked about, or left alone."""
    naming = Naming((("seven", -2.0), ("eleven", second)), gap)
    verdict = decide(Recognition((), "I'd put it at a seven.", float("inf"), naming=naming), SOME_NUMBERS, MOONSHINE)
    assert verdict.decision is decision
    assert decision is Decision.REJECT or (verdict.phrase, verdict.second) == ("seven", "eleven")


def test_a_number_in_a_sentence_that_hardly_sounds_so_is_asked_about() -> None:
    """A radio in the kitchen was taken for "zero", though nobody had said anything."""
    naming = Naming((("seven", -8.1), ("eleven", -16.0)), 0.2)
    verdict = decide(Recognition((), "That's too old, Dave.", 9.0, naming=naming), SOME_NUMBERS, MOONSHINE)
    assert (verdict.decision, verdict.phrase) == (Decision.CONFIRM, "seven")


def test_another_word_that_was_heard_is_no_answer() -> None:
    """ "Tree" is not three: a little behind it is believed, further it is asked about, far behind it is rejected."""
    for behind, decision in ((0.5, Decision.ACCEPT), (2.5, Decision.CONFIRM), (4.0, Decision.REJECT)):
        heard = Recognition((("seven", -2.0),), "Heaven.", 0.0, ("heaven", behind - 2.0))
        assert decide(heard, ANSWERS, MOONSHINE).decision is decision


@pytest.mark.parametrize("text", ["Um.", "Well, let me think.", "Um... well,"])
@pytest.mark.parametrize("open_words", [False, True])
def test_a_hesitation_alone_is_no_answer(text: str, open_words: bool) -> None:
    """Not even where any words will do, and though a phrase was heard in it."""
    hesitant = Expectation(("one",), open_words=open_words, hesitations=("um", "well", "let me think"))
    verdict = decide(Recognition((("one", -2.5),), text, 2.0), hesitant, MOONSHINE)
    assert (verdict.decision, verdict.phrase, verdict.hesitated) == (Decision.REJECT, None, True)


def test_a_hesitation_that_is_likelier_than_the_phrase_is_one() -> None:
    """Whatever the open decode wrote; with the phrase in it, it is one no more."""
    hesitant = Expectation(("one",), hesitations=("um",))
    scores = ((("one", -3.0),), 1.7, ("um", -1.3))
    assert decide(Recognition(scores[0], "Own.", scores[1], scores[2]), hesitant, MOONSHINE).hesitated
    assert not decide(Recognition(scores[0], "Um, one", scores[1], scores[2]), hesitant, MOONSHINE).hesitated


def test_a_short_word_that_is_as_likely_as_the_hesitation_is_an_answer() -> None:
    """ "On" is often written "um"."""
    hesitant = Expectation(("on",), hesitations=("um",))
    verdict = decide(Recognition((("on", -1.5),), "Um.", 0.5, ("um", -1.0)), hesitant, MOONSHINE)
    assert (verdict.decision, verdict.phrase) == (Decision.ACCEPT, "on")


def two_views(score: float, view: float, text: str = "", other: float = -9.0) -> Verdict:
    """The verdict on "seven", scored by the decoder and seen by the second view; "heaven" was heard beside it."""
    heard = Recognition((("seven", score), ("eleven", -12.0)), text, 0.0, ("heaven", other), view={"seven": view})
    return decide(heard, ANSWERS, MOONSHINE)


def test_two_views_are_surer_than_one() -> None:
    """What the decoder only half believes is accepted where the second view is sure, whatever was heard beside it."""
    assert two_views(-5.4, view=-0.05, other=-1.0).decision is Decision.ACCEPT
    assert two_views(-6.5, view=-0.3).decision is Decision.CONFIRM


def test_another_word_to_the_second_view_is_no_answer() -> None:
    """However sure the decoder is, which makes the nearest expected phrase of any word."""
    verdict = two_views(-0.5, view=-6.0)
    assert (verdict.decision, verdict.reason) == (Decision.REJECT, Reason.OTHER_WORD)
    assert two_views(-0.5, view=-4.0).decision is Decision.CONFIRM


def test_the_second_view_may_choose() -> None:
    """Between phrases that the decoder finds about as likely."""
    heard = Recognition((("yes", -2.0), ("seven", -2.5)), "", 0.0, view={"yes": -4.0, "seven": -0.1})
    verdict = decide(heard, ANSWERS, MOONSHINE)
    assert (verdict.decision, verdict.phrase, verdict.second) == (Decision.ACCEPT, "seven", "yes")


def test_what_two_views_are_sure_of_is_no_hesitation() -> None:
    """ "On" is often written "um"."""
    hesitant = Expectation(("one",), hesitations=("um",))
    heard = Recognition((("one", -3.0),), "Um.", 2.9, ("um", -0.1), view={"one": -0.1})
    assert decide(heard, hesitant, MOONSHINE).phrase == "one"


def test_nah_is_never_taken_alone() -> None:
    """It sounds like "yeah"."""
    assert moonshine(("nah", -0.1)).decision is Decision.CONFIRM
    assert vosk("nah", 1.0, 0.0) is Decision.CONFIRM


def test_a_phrase_in_a_slightly_longer_reply_is_asked_about() -> None:
    """ "Oh, seven" is no phrase, and it is no rejection."""
    verdict = moonshine(("yes", -20.0), gap=15.0, text="Oh, seven!")
    assert (verdict.decision, verdict.phrase) == (Decision.CONFIRM, "seven")


def test_what_else_it_may_have_been_is_kept_beside_a_mentioned_phrase() -> None:
    """So that it can be offered."""
    verdict = moonshine(("yes", -7.0), ("seven", -9.0), gap=15.0, text="Oh, seven!")
    assert (verdict.phrase, verdict.second) == ("seven", "yes")


def test_where_open_words_are_wanted_any_words_will_do() -> None:
    """A phrase beyond doubt still counts; what is not, is something said, without a phrase; a sound is no word."""
    assert moonshine(("no", -0.2), text="No.", open_words=True).phrase == "no"
    story = moonshine(("no", -6.0), gap=3.0, text="I never said no to her.", open_words=True)
    assert (story.decision, story.phrase) == (Decision.ACCEPT, None)
    assert moonshine(("no", -9.0), gap=9.0, text="...", open_words=True).decision is Decision.REJECT


def test_vosk_is_believed_when_both_decodes_agree() -> None:
    """Its confidence alone is near 1 for anything."""
    assert vosk("seven", 0.98, 0.0) is Decision.ACCEPT
    assert vosk("seven", 1.0, 1.0) is Decision.CONFIRM
    assert vosk("seven", 0.3, 0.0) is Decision.CONFIRM
    assert vosk("seven", 1.0, 2.0) is Decision.REJECT
    assert vosk("seven", 0.1, 0.0) is Decision.REJECT


def test_what_was_said_is_in_no_repr() -> None:
    """So no log and no traceback can hold it."""
    assert "seven" not in repr(moonshine(("seven", -1.0)))
    assert "seven" not in repr(Recognition((("seven", -1.0),), "Seven.", 0.0))
