"""The simulated room: what goes in comes out, as loud and as late as it was asked for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import DefectError
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Samples
from coach.sound.room import ECHO_DELAY_SECONDS, Room, gain, speech_level_db


def noise(seconds: float, level_db: float, seed: int = 1) -> Samples:
    """White noise of exactly this RMS level."""
    samples = np.random.default_rng(seed).normal(size=round(seconds * RATE_HERTZ))
    scaled: Samples = (samples / np.sqrt(np.mean(samples**2)) * gain(level_db)).astype(np.float32)
    return scaled


def rms_db(samples: Samples) -> float:
    """The level of the whole sound, pauses and all."""
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64))))


def read(room: Room, seconds: float) -> Samples:
    """What the microphone hears in this time."""
    return np.concatenate([room.read() for _ in range(round(seconds / FRAME_SECONDS))])


def test_each_frame_that_is_read_takes_32_milliseconds() -> None:
    """Time is counted in frames, and nothing else moves it."""
    room = Room()
    assert room.now() == 0
    room.play(noise(1, -20))
    room.speak(noise(1, -20), 0.5)
    assert room.now() == 0
    assert room.read().shape == (FRAME_SAMPLES,)
    assert room.now() == FRAME_SECONDS == 0.032


def test_the_person_is_heard_sample_for_sample_when_they_speak() -> None:
    """In a quiet room the microphone hears exactly what was said, from the moment on at which it was said."""
    room, words = Room(), noise(0.7, -20)
    read(room, 0.32)
    room.speak(words, at_seconds=1.0)
    heard = np.concatenate([np.zeros(round(0.32 * RATE_HERTZ), np.float32), read(room, 2.0)])
    assert np.array_equal(heard[RATE_HERTZ : RATE_HERTZ + len(words)], words)
    assert not heard[:RATE_HERTZ].any()
    assert not heard[RATE_HERTZ + len(words) :].any()


@given(st.lists(st.integers(0, 3 * FRAME_SAMPLES), max_size=5))
def test_nothing_that_the_coach_says_is_lost_or_repeated(lengths: list[int]) -> None:
    """Pieces of any length are played one after the other without a gap, and `sounding` is true until the last."""
    room = Room()
    pieces = [noise(1, -20)[:length] for length in lengths]
    for piece in pieces:
        room.play(piece)
    while room.sounding:
        room.read()
    total = sum(lengths)
    played = room.recording()[:, 1]
    assert np.array_equal(played[:total], np.concatenate([np.zeros(0, np.float32), *pieces]))
    assert len(played) - total < FRAME_SAMPLES


def test_the_coach_is_quiet_within_50_milliseconds_of_stop() -> None:
    """`stop` drops what was still to be played; one frame is 32 ms."""
    room = Room()
    room.play(noise(2, -20))
    read(room, 0.5)
    room.stop()
    assert not room.sounding
    assert not read(room, 0.5).any()


@pytest.mark.parametrize("snr_db", [0, 6, 15, 30])
def test_the_signal_to_noise_ratio_is_what_was_asked_for(snr_db: float) -> None:
    """Speech and noise, each measured at the microphone by itself, differ by the ratio within half a dB."""
    words = noise(3, -26, seed=2)
    alone, noisy = Room(), Room(noise(5, -26 - snr_db))
    alone.speak(words, 0)
    speech = read(alone, 3.2)
    background = read(noisy, 10)
    assert speech_level_db(speech) - rms_db(background) == pytest.approx(snr_db, abs=0.5)
    together = Room(noise(5, -26 - snr_db))
    together.speak(words, 0)
    assert np.allclose(read(together, 3.2), speech + background[: len(speech)], atol=1e-6)


@pytest.mark.parametrize("echo_db", [-40, -20, -6])
def test_the_coach_leaks_back_at_the_level_that_was_asked_for(echo_db: float) -> None:
    """The echo is the coach's own sound, a little late, softer by `echo_db` within half a dB."""
    room, prompt = Room(echo_db=echo_db), noise(2, -20)
    room.play(prompt)
    heard = read(room, 2.56)
    delay = round(ECHO_DELAY_SECONDS * RATE_HERTZ)
    assert rms_db(heard[delay : delay + len(prompt)]) == pytest.approx(-20 + echo_db, abs=0.5)
    assert not heard[:delay].any()


def test_a_loudspeaker_may_be_late() -> None:
    """As late as it was asked for."""
    room = Room(echo_db=0.0, echo_delay_seconds=0.8)
    room.play(noise(1, -20))
    heard = read(room, 2.048)
    assert not heard[: round(0.8 * RATE_HERTZ)].any()
    assert np.array_equal(heard[round(0.8 * RATE_HERTZ) : round(1.8 * RATE_HERTZ)], noise(1, -20))


def test_with_headphones_the_coach_does_not_leak_back() -> None:
    """Without an echo the microphone does not hear the coach."""
    room = Room(echo_db=None)
    room.play(noise(1, -10))
    assert not read(room, 1.5).any()


def test_a_loop_of_noise_goes_on_for_ever_from_the_start() -> None:
    """A loop shorter than the session begins again where it ends."""
    loop = noise(0.1, -30)
    heard = read(Room(loop), 0.96)
    assert np.array_equal(heard, np.resize(loop, len(heard)))


def test_too_loud_a_sum_is_clipped_as_a_microphone_clips() -> None:
    """No sample leaves the room outside -1 and 1."""
    room = Room(echo_db=0)
    room.speak(np.full(FRAME_SAMPLES * 4, 0.9, np.float32), 0)
    room.play(np.full(FRAME_SAMPLES * 4, 0.9, np.float32))
    assert read(room, 0.128).max() == 1.0


def test_who_is_interrupted_falls_silent() -> None:
    """What the person was still going to say is not said."""
    room = Room()
    room.speak(noise(2, -20), 0)
    read(room, 0.5)
    room.fall_silent()
    assert not read(room, 2).any()


def test_two_replies_that_overlap_are_both_heard() -> None:
    """A second reply does not wipe out the first."""
    room, first, second = Room(), noise(1, -30, seed=1), noise(1, -30, seed=2)
    room.speak(first, 0)
    room.speak(second, 0)
    assert np.allclose(read(room, 1.0)[:15_000], (first + second)[:15_000])


def test_the_recording_holds_both_sides_in_step() -> None:
    """Left what the microphone heard, right what the coach played, sample for sample."""
    room = Room(noise(1, -40), echo_db=-20)
    room.play(noise(1, -20))
    heard = read(room, 2.048)
    recording = room.recording()
    assert recording.shape == (len(heard), 2)
    assert np.array_equal(recording[:, 0], heard)
    assert np.array_equal(recording[:RATE_HERTZ, 1], noise(1, -20))
    assert Room().recording().shape == (0, 2)


def test_a_session_without_end_is_stopped() -> None:
    """After the limit a read says that the session did not end, and what to look for."""
    room = Room(limit_seconds=60)
    read(room, 60)
    with pytest.raises(DefectError, match=r"did not end within 1 simulated minutes.*asked for ever"):
        read(room, 1)


def test_nobody_can_speak_in_the_past() -> None:
    """A reply that should have begun already is our mistake, not silently moved or cut."""
    room = Room()
    read(room, 1)
    with pytest.raises(DefectError, match=r"at 0\.50 s"):
        room.speak(noise(1, -20), 0.5)


def test_pauses_do_not_count_towards_the_level_of_speech() -> None:
    """The level is that of the speech itself, however long the person thinks in between."""
    words = noise(1, -26)
    thoughtful = np.concatenate([words, np.zeros(5 * RATE_HERTZ, np.float32), words])
    assert speech_level_db(thoughtful) == pytest.approx(-26, abs=0.5)
    assert speech_level_db(np.zeros(1000, np.float32)) == -np.inf
