"""Made-up rooms."""

import numpy as np

from coach.ports import RATE_HERTZ
from models.vosk.room import Room
from models.vosk.synthesis import Speech

TALKER = np.sin(np.arange(RATE_HERTZ) / 9).astype(np.float32) * 3000
CLICK = np.zeros(RATE_HERTZ, np.float32)
CLICK[8000:8400] = 20000
SPEECH = Speech(CLICK, [(0.0, 0.5, "SIL"), (0.5, 0.525, "K"), (0.525, 1.0, "SIL")])


def test_the_same_seed_makes_the_same_rooms() -> None:
    """In the same order; another seed makes others."""
    first, second = Room(3, [TALKER]), Room(3, [TALKER])
    for _ in range(20):
        assert np.array_equal(first.hear(SPEECH).pulses, second.hear(SPEECH).pulses)
    assert not np.array_equal(first.nobody(), Room(4, [TALKER]).nobody())


def test_phones_move_with_their_sound() -> None:
    """Whatever was put before it, and however fast it is: the loudest is where the K is said to be."""
    room = Room(5, [TALKER])
    near = 0
    for _ in range(50):
        heard = room.hear(SPEECH)
        (began, ended) = next((began, ended) for began, ended, phone in heard.segments if phone == "K")
        loudest = int(np.argmax(np.convolve(np.abs(heard.pulses), np.ones(400), "same"))) / RATE_HERTZ
        near += began - 0.02 <= loudest <= ended + 0.02
    assert near >= 45  # in the others a click of the room's own was louder


def test_sound_stays_within_sixteen_bits() -> None:
    """As a microphone's does."""
    room = Room(6, [TALKER])
    for _ in range(30):
        pulses = room.hear(SPEECH).pulses
        assert np.abs(pulses).max() <= 32768
        assert np.array_equal(pulses, np.round(pulses))
