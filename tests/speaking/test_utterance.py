"""What the coach is saying at a moment."""

import numpy as np
import pytest

from coach.ports import FRAME_SECONDS, RATE_HERTZ, Samples
from coach.speaking.utterance import Utterance


def tone(seconds: float, peak: float = 0.1) -> Samples:
    """Something that is said."""
    return (peak * np.sin(np.arange(round(seconds * RATE_HERTZ)) / 5)).astype(np.float32)


PAUSE = np.zeros(RATE_HERTZ // 4, np.float32)
FIRST = np.concatenate([tone(1.0), PAUSE, tone(1.0)])
SECOND = np.concatenate([PAUSE, tone(1.0, peak=0.3)])


@pytest.fixture
def utterance() -> Utterance:
    """Two lines from second 100 on; the first one has two phrases."""
    return Utterance(["One, two.", "Three."], [FIRST, SECOND], 100.0)


def test_all_of_it_is_played(utterance: Utterance) -> None:
    """One line after the other."""
    assert len(utterance.samples) == len(FIRST) + len(SECOND)


@pytest.mark.parametrize(("paused_after", "again_from"), [(0.5, 0.0), (1.1, 0.0), (1.5, 1.25), (2.2, 1.25), (3.0, 2.5)])
def test_it_goes_on_from_the_beginning_of_the_phrase(
    utterance: Utterance, paused_after: float, again_from: float
) -> None:
    """Of the phrase that was being said, not of the whole line."""
    again = utterance.again(100.0 + paused_after, 200.0)
    played_again = len(utterance.samples) - len(again.samples)
    assert abs(played_again / RATE_HERTZ - again_from) <= FRAME_SECONDS


def test_what_goes_on_may_be_paused_again(utterance: Utterance) -> None:
    """Nothing is lost, and nothing is said that was said before the phrase."""
    once = utterance.again(101.5, 200.0)
    assert len(once.again(200.5, 300.0).samples) == len(once.samples)


def test_the_words_are_those_of_the_lines_that_may_be_heard(utterance: Utterance) -> None:
    """The line that is being said, and the one that has just ended."""
    assert utterance.words(100.5) == "One, two."
    assert utterance.words(102.6) == "One, two. Three."
    assert utterance.words(103.9) == "Three."
