"""Somebody who speaks over the coach is told from its echo."""

import numpy as np
import pytest

from coach.ports import FRAME_SAMPLES, Samples
from coach.sound.echo import EchoEstimate, echo_level_db, power
from coach.sound.room import gain

PLAYED_DB = -20.0


def frame(level_db: float, seed: int) -> Samples:
    """A frame of noise at a level."""
    return np.random.default_rng(seed).normal(0, gain(level_db), FRAME_SAMPLES).astype(np.float32)


def after_a_while(echo_db: float, room_db: float = -65.0) -> EchoEstimate:
    """What was learned from ten seconds in which the coach spoke, and nobody else. Nothing was noticed meanwhile."""
    estimate = EchoEstimate()
    for number in range(300):
        heard = frame(PLAYED_DB + echo_db, number) + frame(room_db, number + 1000)
        assert not estimate.somebody_speaks(heard, power(frame(PLAYED_DB, number)) * 1.1)
    return estimate


@pytest.mark.parametrize("echo_db", [-60.0, -30.0, -20.0, -10.0, -6.0, 0.0])
def test_the_echo_is_never_somebody(echo_db: float) -> None:
    """However loud the coach comes back, from its first word on."""
    after_a_while(echo_db)


@pytest.mark.parametrize("echo_db", [-60.0, -30.0, -20.0])
def test_somebody_as_loud_as_the_coach_is_noticed_within_a_sixth_of_a_second(echo_db: float) -> None:
    """With a headset, with an echo canceller, and in a room that swallows most."""
    estimate = after_a_while(echo_db)
    noticed = [estimate.somebody_speaks(frame(PLAYED_DB, number), 0.01) for number in range(5)]
    assert noticed[-1] and not noticed[0]


def test_it_is_known_when_somebody_began() -> None:
    """The ear hears them from their first loud frame, and the echo before it as little as possible."""
    estimate = after_a_while(-40.0)
    assert estimate.frames_since_began == 0
    loud = 0
    while not estimate.somebody_speaks(frame(PLAYED_DB, loud), 0.01):
        loud += 1
    assert estimate.frames_since_began == loud + 1


def test_somebody_who_is_no_louder_than_the_echo_is_not_noticed() -> None:
    """Where the coach comes back as loud as it was, only shouting would help: then the pauses are for speaking."""
    estimate = after_a_while(0.0)
    assert not any(estimate.somebody_speaks(frame(PLAYED_DB, number), 0.01) for number in range(50))


def test_a_knock_is_nobody() -> None:
    """Two loud frames are too short for a word."""
    estimate = after_a_while(-40.0)
    assert not any(estimate.somebody_speaks(frame(-10.0, number), 0.01) for number in range(2))
    assert not any(estimate.somebody_speaks(frame(-65.0, number), 0.01) for number in range(20))


def test_the_room_s_own_noise_is_nobody() -> None:
    """A fan that is louder than the echo."""
    after_a_while(-60.0, room_db=-35.0)


def test_what_was_learned_outlasts_an_interruption() -> None:
    """Somebody was heard out; the next one is noticed as well, and the echo is not."""
    estimate = after_a_while(-30.0)
    while not estimate.somebody_speaks(frame(PLAYED_DB, 1), 0.01):
        pass
    estimate.forget_speech()
    assert not estimate.somebody_speaks(frame(PLAYED_DB - 30.0, 1), 0.01)
    assert estimate.echo_gain < 0.01


@pytest.mark.parametrize("echo_db", [-40.0, -20.0, 0.0])
def test_the_echo_s_level_is_measured_against_what_was_played(echo_db: float) -> None:
    """Whatever the room adds."""
    played = np.concatenate([frame(PLAYED_DB, number) for number in range(60)])
    room = np.concatenate([frame(-70.0, number + 500) for number in range(60)])
    assert echo_level_db(played, played * np.float32(gain(echo_db)) + room, room) == pytest.approx(echo_db, abs=0.5)


def test_an_echo_softer_than_the_room_is_none() -> None:
    """A headset; or a loudspeaker that is off."""
    played = np.concatenate([frame(PLAYED_DB, number) for number in range(60)])
    room = np.concatenate([frame(-60.0, number + 500) for number in range(60)])
    assert echo_level_db(played, room[::-1].copy(), room) == -np.inf
    assert echo_level_db(played, np.zeros_like(room), np.zeros_like(room)) == -np.inf
