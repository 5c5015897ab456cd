"""The coach never answers itself, and never goes deaf."""

from coach.sound.mute import LEASE_MARGIN_SECONDS, MUTE_TAIL_SECONDS, Mute


def test_it_holds_while_a_sound_is_played_and_a_moment_longer() -> None:
    """The room rings on."""
    mute = Mute()
    assert not mute.holds(sounding=False, now=0.0)
    mute.take(2.0, sounding=False, now=0.0)
    assert mute.holds(sounding=True, now=1.9)
    assert mute.holds(sounding=False, now=2.0)
    assert mute.holds(sounding=False, now=2.0 + MUTE_TAIL_SECONDS / 2)
    assert not mute.holds(sounding=False, now=2.0 + MUTE_TAIL_SECONDS)


def test_what_was_captured_while_it_sounded_is_held_however_late_it_is_read() -> None:
    """On a starved machine nobody looks for seconds; the sound ends meanwhile, and its frames wait."""
    mute = Mute()
    mute.take(2.0, sounding=False, now=0.0)
    assert mute.holds(sounding=False, now=10.0, captured_seconds=1.9)
    assert not mute.holds(sounding=False, now=10.0, captured_seconds=5.0)


def test_a_loudspeaker_that_never_ends_closes_no_ear_for_ever() -> None:
    """The lease runs out with the sound that it was taken for."""
    mute = Mute()
    mute.take(2.0, sounding=False, now=0.0)
    last = 2.0 + LEASE_MARGIN_SECONDS
    assert mute.holds(sounding=True, now=last - 0.1)
    assert mute.holds(sounding=True, now=last)
    assert not mute.holds(sounding=True, now=last + MUTE_TAIL_SECONDS)


def test_sounds_that_wait_for_each_other_add_up() -> None:
    """One that is played at once begins anew."""
    mute = Mute()
    mute.take(2.0, sounding=False, now=0.0)
    mute.take(2.0, sounding=True, now=1.0)
    assert mute.holds(sounding=True, now=4.5)
    later = Mute()
    later.take(2.0, sounding=False, now=0.0)
    later.take(0.1, sounding=False, now=1.0)
    assert not later.holds(sounding=True, now=2.5)


def test_a_sound_that_was_not_given_mutes_nothing() -> None:
    """What sounds without a lease is not the coach."""
    assert not Mute().holds(sounding=True, now=1.0)
