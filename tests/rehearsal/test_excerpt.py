"""Some of a rehearsal to hear."""

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.errors import CallerError
from coach.ports import RATE_HERTZ
from coach.rehearsal.excerpt import BETWEEN_SECONDS, QUIET_SECONDS, cut, exchange, with_what_follows
from tests.rehearsal.story import story


def test_an_exchange_is_the_question_and_its_answer(english: Pack) -> None:
    """Up to where the coach speaks again; or with what it says then, and some of the silence in which it is done."""
    outcome = story(english)
    assert exchange(outcome, "six") == (7.0, 11.0)
    assert with_what_follows(outcome, "five") == (11.0, 40.0 + QUIET_SECONDS)


def test_what_nobody_says_is_told(english: Pack) -> None:
    """Words of a pack change, and the persona's with them."""
    with pytest.raises(CallerError, match="Nobody says 'walrus'"):
        exchange(story(english), "walrus")


def test_both_sides_are_heard_one_stretch_after_the_other() -> None:
    """In one channel, with a pause between, at a level that is neither soft nor too loud."""
    recording = np.zeros((4 * RATE_HERTZ, 2), np.float32)
    recording[: 2 * RATE_HERTZ, 0] = 0.02
    recording[2 * RATE_HERTZ :, 1] = 0.04
    heard = cut(recording, [(0.5, 1.5), (2.5, 3.5)])
    assert len(heard) == round((2 + BETWEEN_SECONDS) * RATE_HERTZ)
    assert heard[RATE_HERTZ // 2] == pytest.approx(heard[-RATE_HERTZ // 2] / 2, rel=0.01)
    assert 0.6 < np.abs(heard).max() < 0.8
    assert np.abs(heard[[0, -1]]).max() < 0.001
