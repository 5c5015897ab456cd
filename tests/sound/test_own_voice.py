"""The coach's own voice in the microphone."""

import numpy as np

from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Samples
from coach.sound.own_voice import OwnVoice

FRAMES = 200


def words() -> Samples:
    """Noise that swells and falls as words do, never twice alike."""
    chance = np.random.default_rng(3)
    swelling = np.repeat(chance.uniform(0, 1, FRAMES // 4) ** 2, 4 * FRAME_SAMPLES)
    spoken: Samples = (chance.normal(0, 0.2, FRAMES * FRAME_SAMPLES) * swelling).astype(np.float32)
    return spoken


def frames_of(sound: Samples) -> list[Samples]:
    """One after the other."""
    return list(sound.reshape(-1, FRAME_SAMPLES))


def test_what_is_heard_late_is_still_the_coach() -> None:
    """The ear stays closed until the last word was heard, as late as it was heard before; and not longer."""
    own, said = OwnVoice(), words()
    own.begin()
    own.play(said, sounding=False, now=0.0)
    late = round(0.8 / FRAME_SECONDS)
    heard = frames_of(np.concatenate([np.zeros(late * FRAME_SAMPLES, np.float32), said]))
    for number, frame in enumerate(heard[:FRAMES]):
        now = (number + 1) * FRAME_SECONDS
        assert own.fills(now, sounding=True, now=now)
        own.learn_delay(frame, now)
    ends_seconds = len(said) / RATE_HERTZ
    assert own.fills(ends_seconds + 0.1, sounding=False, now=ends_seconds + 0.1)
    assert own.fills(ends_seconds + 0.9, sounding=False, now=ends_seconds + 0.9)
    assert not own.fills(ends_seconds + 1.3, sounding=False, now=ends_seconds + 1.3)


def test_somebody_who_is_louder_is_told_from_it() -> None:
    """Not the coach itself, and again once they were answered."""
    own, said = OwnVoice(), words()
    own.begin()
    own.play(said, sounding=False, now=0.0)
    spoken_over = []
    for number, frame in enumerate(frames_of(said * 0.1)):
        now = (number + 1) * FRAME_SECONDS
        own.learn_delay(frame, now)
        spoken_over.append(own.is_talked_over(frame if number < FRAMES // 2 else frame + 0.5, now))
    assert not any(spoken_over[: FRAMES // 2]) and all(spoken_over[FRAMES // 2 + 8 :])
    assert own.frames_since_louder > 4
    own.forget_speech()
    assert own.frames_since_louder == 0
