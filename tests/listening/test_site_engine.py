"""A recogniser of the site's own beside the ear's: what both heard, what one of them heard, and when it is away."""

import threading
from collections.abc import Callable

import numpy as np
import pytest

from coach.effects import Expectation
from coach.errors import DeviceError
from coach.events import Decision
from coach.listening.decision import Verdict, decide
from coach.listening.recognition import Naming, Recognition
from coach.listening.site_engine import SiteEngine, united
from coach.listening.thresholds import MOONSHINE, VOSK, Thresholds
from coach.ports import Samples
from tests.fakes.recogniser import FakeRecogniser

SOUND = np.ones(1600, np.float32)
ASKED = Expectation(
    ("yes", "yeah", "no", "seven"), numbers={"seven": 7}, meanings={"yes": "yes", "yeah": "yes"}, hesitations=("um",)
)
SURE = Recognition((("yes", -0.1), ("no", -4.0)), "Yes.", 0.1)
UNSURE = Recognition((("yes", -6.0), ("no", -6.2)), "Guess.", 4.5)
NOTHING = Recognition((), "Oh.", float("inf"))
VOSK_SURE = Recognition((("yes", 0.9),), "yes", 0.0)


def verdict(own: Recognition, text: str, bounds: Thresholds = MOONSHINE, expectation: Expectation = ASKED) -> Verdict:
    """What is done about a reply that the site's recogniser wrote so."""
    return decide(united(own, text, expectation, bounds), expectation, bounds)


@pytest.mark.parametrize("text", ["Yes.", "yes", "Yeah!", "Um, yes."])
@pytest.mark.parametrize(("own", "bounds"), [(SURE, MOONSHINE), (UNSURE, MOONSHINE), (VOSK_SURE, VOSK)])
def test_what_both_heard_is_acted_on(text: str, own: Recognition, bounds: Thresholds) -> None:
    """Also where the ear alone would have asked."""
    found = verdict(own, text, bounds)
    assert found.decision is Decision.ACCEPT and ASKED.meaning(found.phrase or "") == "yes"


def test_a_number_in_figures_is_the_number() -> None:
    """As many recognisers write it."""
    assert verdict(Recognition((("seven", -0.2),), "Seven.", 0.0), "7.").phrase == "seven"


@pytest.mark.parametrize(
    ("own", "bounds"), [(SURE, MOONSHINE), (NOTHING, MOONSHINE), (VOSK_SURE, VOSK), (NOTHING, VOSK)]
)
def test_what_only_the_site_heard_is_asked_about(own: Recognition, bounds: Thresholds) -> None:
    """Some write words where nobody spoke."""
    found = verdict(own, "No.", bounds)
    assert (found.decision, found.phrase) == (Decision.CONFIRM, "no")


@pytest.mark.parametrize(("own", "bounds"), [(SURE, MOONSHINE), (VOSK_SURE, VOSK)])
def test_what_only_the_ear_heard_is_asked_about(own: Recognition, bounds: Thresholds) -> None:
    """However sure it was."""
    assert verdict(own, "Guess who.", bounds).decision is not Decision.ACCEPT


def test_a_number_in_a_sentence_is_taken_where_both_wrote_it() -> None:
    """And not where they wrote two."""
    own = Recognition((), "About a seven.", 9.0, naming=Naming((("seven", -1.0),), 0.5))
    assert verdict(own, "About a seven.").decision is Decision.ACCEPT
    assert verdict(own, "About eleven.").decision is not Decision.ACCEPT


@pytest.mark.parametrize("text", ["", " ", "...", "[", "♪"])
def test_no_words_change_nothing(text: str) -> None:
    """The ear is heard alone."""
    assert united(SURE, text, ASKED, MOONSHINE) == SURE


def test_no_word_of_danger_is_lost_between_them() -> None:
    """What the ear wrote stands beside what the site wrote."""
    own = Recognition((), "I want to end my life.", 9.0, readings=("I want to mend my life.",))
    heard = united(own, "I went to mend my wife.", ASKED, MOONSHINE)
    assert heard.open_text == "I went to mend my wife."
    assert heard.readings == ("I want to mend my life.", "I want to end my life.")


def engine(ask: Callable[[Samples], str]) -> tuple[SiteEngine, FakeRecogniser]:
    """Over an ear that is sure of a yes."""
    own = FakeRecogniser(SURE)
    return SiteEngine(own, ask, MOONSHINE), own


def away(_: Samples) -> str:
    """A server that is not there."""
    raise DeviceError("192.0.2.7:10300 cannot be reached.", "Does it run?")


def test_where_it_is_away_the_ear_hears_alone_until_the_next_person() -> None:
    """It is asked once, and the reply is lost for nobody."""
    asked: list[Samples] = []

    def ask(samples: Samples) -> str:
        asked.append(samples)
        return away(samples)

    both, _ = engine(ask)
    assert [both.recognise(SOUND, ASKED) for _ in range(3)] == [SURE, SURE, SURE] and len(asked) == 1
    both.forget()
    assert both.recognise(SOUND, ASKED) == SURE and len(asked) == 2
    both.close()


def test_where_it_is_late_the_ear_hears_alone_until_it_has_answered() -> None:
    """Then it is asked again."""
    answer, answered = threading.Event(), threading.Event()
    texts = ["Yes."]

    def ask(_: Samples) -> str:
        answer.wait()
        answered.set()
        return texts[0]

    both, _ = engine(ask)
    assert both.recognise(SOUND, ASKED) == SURE
    assert both.recognise(SOUND, ASKED) == SURE
    answer.set()
    answered.wait()
    both._asking.submit(lambda: None).result()
    assert both.recognise(SOUND, ASKED).open_text == "Yes." and both.recognise(SOUND, ASKED).readings == ("Yes.",)
    both.close()


def test_asleep_nothing_is_sent() -> None:
    """Nor in a silence that was announced: what is overheard is for nobody."""
    both, own = engine(lambda _: pytest.fail("it was sent"))
    assert both.recognise(SOUND, Expectation(("hello coach",), unasked=True)) == SURE and len(own.heard) == 1
    both.close()


def test_all_else_is_the_ears_own() -> None:
    """It follows, rests, forgets and is closed."""
    both, own = engine(away)
    both.follow(SOUND, 0, ASKED)
    both.rest()
    assert len(own.followed) == 1 and own.rested == 1
    both.forget()
    both.close()
    assert own.followed == [] and own.closed
