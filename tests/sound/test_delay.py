"""How late the coach is heard is found out from what it says."""

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.ports import FRAME_SAMPLES, FRAME_SECONDS
from coach.sound.delay import LEAST_SECONDS, Delay, delay_seconds

Powers = NDArray[np.float64]


def speech(seconds: float, seed: int) -> Powers:
    """How loud somebody is: words of a tenth to four tenths of a second, and soft moments between them."""
    chance = np.random.default_rng(seed)
    curve: list[float] = []
    while len(curve) * FRAME_SECONDS < seconds:
        curve += [float(10 ** chance.uniform(-3, -1.5))] * int(chance.integers(3, 12))
        curve += [1e-6] * int(chance.integers(2, 10))
    return np.array(curve[: round(seconds / FRAME_SECONDS)])


def in_a_room(played: Powers, late: float, echo: float = 0.01, other: Powers | None = None) -> Powers:
    """What is heard of it so many seconds later, over a soft hiss and perhaps somebody else."""
    frames = round(late / FRAME_SECONDS)
    heard = np.concatenate([np.zeros(frames), played * echo])[: len(played)] + 1e-8
    return heard if other is None else heard + other


@pytest.mark.parametrize("late", [0.064, 0.32, 0.8, 2.016])
@pytest.mark.parametrize("echo", [1.0, 0.01])
def test_it_is_found_to_the_frame(late: float, echo: float) -> None:
    """Through a cable, over Bluetooth, in a television; loud and soft."""
    played = speech(8.0, seed=1)
    assert delay_seconds(played, in_a_room(played, late, echo)) == pytest.approx(late, abs=FRAME_SECONDS)


@pytest.mark.parametrize("seed", range(2, 12))
def test_somebody_else_is_not_taken_for_the_coach(seed: int) -> None:
    """With a headset there is no delay to be found, whoever talks in the room."""
    played = speech(8.0, seed=1)
    assert delay_seconds(played, speech(8.0, seed) * 0.01 + 1e-8) is None


def test_that_somebody_begins_to_speak_proves_nothing() -> None:
    """It is the ups and downs that count, or a knock would be the coach's first word."""
    knocked = np.full(150, 1e-8)
    knocked[60:] = 0.01
    assert delay_seconds(speech(4.8, seed=1), knocked) is None


def test_of_a_dead_microphone_nothing_is_found() -> None:
    """Nor of a loudspeaker that plays nothing."""
    assert delay_seconds(speech(8.0, seed=1), np.zeros(250)) is None
    assert delay_seconds(np.zeros(250), speech(8.0, seed=1)) is None


def say(delay: Delay, played: Powers, heard: Powers) -> list[bool]:
    """The coach says something; whether it moved, frame by frame."""
    delay.begin()
    return [
        delay.moves(np.full(FRAME_SAMPLES, np.sqrt(loud), np.float32), power)
        for power, loud in zip(played, heard, strict=True)
    ]


def test_it_is_learned_while_the_coach_speaks() -> None:
    """By its first sentence; what is unclear afterwards changes nothing."""
    delay, played = Delay(), speech(8.0, seed=1)
    assert delay.seconds == 0.0
    moved = say(delay, played, in_a_room(played, 0.8))
    assert delay.seconds == pytest.approx(0.8, abs=FRAME_SECONDS)
    assert sum(moved) == 1 and moved.index(True) * FRAME_SECONDS < 0.8 + LEAST_SECONDS + 1.0
    assert not any(say(delay, played, np.full(len(played), 1e-8)))
    assert delay.seconds == pytest.approx(0.8, abs=FRAME_SECONDS)


def test_another_loudspeaker_is_learned_anew() -> None:
    """Somebody turned the television off."""
    delay, played = Delay(), speech(8.0, seed=1)
    say(delay, played, in_a_room(played, 2.016))
    say(delay, played, in_a_room(played, 0.064))
    assert delay.seconds == pytest.approx(0.064, abs=FRAME_SECONDS)
