"""A recording of one reply, given to an ear frame by frame: the same way as a live reply, only faster."""

from dataclasses import replace

import numpy as np

from coach.effects import Expectation
from coach.events import FellSilent, Heard
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, Ear, Samples
from coach.sound.health import fault_of

SILENCE: Samples = np.zeros(FRAME_SAMPLES, np.float32)


def hear_sound(ear: Ear, sound: Samples, expectation: Expectation) -> Heard | FellSilent:
    """The first reply in a sound, and silence after it for as long as the ear waits."""
    ear.expect(1, expectation, 0.0)
    frames = np.pad(sound, (0, -len(sound) % FRAME_SAMPLES)).reshape(-1, FRAME_SAMPLES)
    count = 0
    while True:
        frame = frames[count] if count < len(frames) else SILENCE
        count += 1
        answer = ear.hear(frame, count * FRAME_SECONDS)
        if answer is not None:
            return replace(answer, fault=fault_of(sound))
