"""Whether what was said can have been heard."""

import numpy as np

from coach.ports import RATE_HERTZ
from coach.speaking.speech import HELD_SECONDS, RETRY_SECONDS, Speech
from coach.speaking.utterance import Utterance


def two_seconds() -> Speech:
    """A speech that begins at ten."""
    return Speech(Utterance(["Hello."], [np.ones(2 * RATE_HERTZ, np.float32)], 10.0), 10.0)


def test_it_is_over_when_its_sound_is() -> None:
    """And a loudspeaker that is quiet long before was lost."""
    speech = two_seconds()
    speech.tried(10.0, played=True)
    assert not speech.over(11.0)
    assert speech.over(12.0) and speech.heard(12.0)


def test_what_is_not_taken_is_tried_again_and_given_up_at_last() -> None:
    """Once a second, ten seconds longer than its sound."""
    speech = two_seconds()
    speech.tried(10.0, played=False)
    assert not speech.due(10.5) and speech.due(10.0 + RETRY_SECONDS)
    assert not speech.over(12.0)
    assert speech.over(12.0 + HELD_SECONDS) and not speech.heard(12.0 + HELD_SECONDS)


def test_what_is_taken_later_begins_anew() -> None:
    """It has its whole time from then on."""
    speech = two_seconds()
    speech.tried(10.0, played=False)
    speech.tried(15.0, played=True)
    assert not speech.over(16.0) and speech.over(17.0) and speech.heard(17.0)
