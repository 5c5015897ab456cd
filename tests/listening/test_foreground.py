"""Somebody in front of the microphone is louder than a television at the back of the room."""

import numpy as np

from coach.listening.foreground import Foreground
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, Samples

TELEVISION = 0.02
PERSON = 0.2


def talk(level: float) -> Samples:
    """A frame of something as loud as that."""
    return np.full(FRAME_SAMPLES, level, np.float32)


def test_a_television_behind_a_person_is_not_the_person() -> None:
    """20 dB weaker, and speech as much as the reply was: the reply is over soon after its last word."""
    foreground = Foreground()
    assert all(foreground.holds(talk(PERSON), True) for _ in range(10))
    after = [foreground.holds(talk(TELEVISION), True) for _ in range(20)]
    assert after.index(False) <= 8
    assert not any(after[after.index(False) :])


def test_a_person_who_speaks_after_the_television_is_near() -> None:
    """From the first frames on."""
    foreground = Foreground()
    for _ in range(50):
        foreground.holds(talk(TELEVISION), True)
    assert all(foreground.holds(talk(PERSON), True) for _ in range(10))


def test_somebody_who_whispers_alone_is_near() -> None:
    """How loud anybody has to be is for nobody to say."""
    foreground = Foreground()
    assert all(foreground.holds(talk(0.001), True) for _ in range(10))


def test_a_soft_syllable_within_a_reply_is_of_the_same_person() -> None:
    """The end of "seven" is 12 dB weaker than its beginning, and short."""
    foreground = Foreground()
    levels = [PERSON] * 6 + [PERSON / 4] * 5 + [PERSON] * 4
    assert all(foreground.holds(talk(level), True) for level in levels)


def test_what_is_no_speech_is_nobody() -> None:
    """However loud: a door slams."""
    assert not Foreground().holds(talk(0.9), False)


def test_it_is_known_where_the_person_began_and_that_others_talked() -> None:
    """So that the words of the television are not taken for theirs."""
    foreground = Foreground()
    for _ in range(30):
        foreground.holds(talk(TELEVISION), True)
    assert foreground.alone
    for _ in range(10):
        foreground.holds(talk(PERSON), True)
    assert abs(foreground.seconds - 10 * FRAME_SECONDS) < 2 * FRAME_SECONDS
    assert not foreground.alone


def test_where_nobody_spoke_nobody_began() -> None:
    """Nothing to cut."""
    foreground = Foreground()
    foreground.holds(talk(TELEVISION), False)
    assert foreground.seconds == 0.0
    assert foreground.alone
