"""The coach never answers itself, and never goes deaf."""

import numpy as np

from coach.ports import RATE_HERTZ
from coach.sound.mute import LEASE_MARGIN_SECONDS, MUTE_TAIL_SECONDS, Mute
from coach.sound.played import Played


def two_seconds() -> Played:
    """Something is played from the first second on."""
    played = Played()
    played.add(np.ones(2 * RATE_HERTZ, np.float32), sounding=False, now=0.0)
    return played


def test_it_holds_while_a_sound_is_played_and_a_moment_longer() -> None:
    """The room rings on."""
    mute = Mute(two_seconds())
    assert mute.holds(sounding=True, now=1.9)
    assert mute.holds(sounding=False, now=2.0)
    assert mute.holds(sounding=False, now=2.0 + MUTE_TAIL_SECONDS / 2)
    assert not mute.holds(sounding=False, now=2.0 + MUTE_TAIL_SECONDS)


def test_what_was_captured_while_it_sounded_is_held_however_late_it_is_read() -> None:
    """On a starved machine nobody looks for seconds; the sound ends meanwhile, and its frames wait."""
    played = Played()
    mute = Mute(played)
    played.add(np.ones(2 * RATE_HERTZ, np.float32), sounding=False, now=0.0)
    assert mute.holds(sounding=False, now=10.0, captured_seconds=1.9)
    assert not mute.holds(sounding=False, now=10.0, captured_seconds=5.0)


def test_a_loudspeaker_that_is_late_is_waited_for() -> None:
    """As long as it is late, and not longer."""
    mute = Mute(two_seconds())
    assert mute.holds(sounding=True, now=2.0, delay_seconds=0.8)
    assert mute.holds(sounding=False, now=2.1, delay_seconds=0.8)
    assert mute.holds(sounding=False, now=2.7 + MUTE_TAIL_SECONDS, delay_seconds=0.8)
    assert not mute.holds(sounding=False, now=2.8 + MUTE_TAIL_SECONDS, delay_seconds=0.8)


def test_what_the_sound_system_waits_for_is_not_waited_for_twice() -> None:
    """It knows of a part of the delay, and says so by sounding on."""
    mute = Mute(two_seconds())
    assert mute.holds(sounding=True, now=2.5, delay_seconds=0.8)
    assert mute.holds(sounding=False, now=2.6, delay_seconds=0.8)
    assert not mute.holds(sounding=False, now=2.8 + MUTE_TAIL_SECONDS, delay_seconds=0.8)


def test_a_loudspeaker_that_never_ends_closes_no_ear_for_ever() -> None:
    """The lease runs out with the sound that it was taken for."""
    mute = Mute(two_seconds())
    last = 2.0 + LEASE_MARGIN_SECONDS
    assert mute.holds(sounding=True, now=last - 0.1)
    assert mute.holds(sounding=True, now=last)
    assert not mute.holds(sounding=True, now=last + MUTE_TAIL_SECONDS)


def test_a_sound_that_was_not_given_mutes_nothing() -> None:
    """What sounds without a lease is not the coach."""
    assert not Mute(Played()).holds(sounding=True, now=LEASE_MARGIN_SECONDS + 1.0)
