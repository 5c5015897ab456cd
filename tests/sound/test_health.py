"""What is wrong with a sound: faults are told apart, and a sound without one is left in peace."""

import numpy as np
import pytest

from coach.ports import FRAME_SAMPLES, RATE_HERTZ, Samples
from coach.sound.health import DEAD_SECONDS, Meter, fault_of, level_db
from coach.sound.room import gain
from coach.sound.wav import resample

SECONDS = np.arange(2 * RATE_HERTZ) / RATE_HERTZ


def voice(peak: float = 0.5) -> Samples:
    """Like a voice: a second of a gliding tone with overtones that swells and fades, between pauses, in a soft hiss."""
    glide = 2 * np.pi * (140 * SECONDS + 15 * SECONDS**2)
    overtones = np.sum([np.sin(n * glide + n * n) / n for n in range(1, 12)], axis=0)
    tone = overtones * np.clip(np.sin(np.pi * (SECONDS - 0.5)), 0, 1)
    hiss = np.random.default_rng(5).normal(0, 0.002, len(SECONDS))
    spoken: Samples = (tone / np.abs(tone).max() * peak + hiss).astype(np.float32)
    return spoken


def hum(hertz: float, peak: float) -> Samples:
    """The mains, with what comes along with it."""
    tones = np.sum([np.sin(2 * np.pi * hertz * n * SECONDS) / n for n in range(1, 6)], axis=0)
    hummed: Samples = (peak * tones / 2).astype(np.float32)
    return hummed


def test_a_voice_has_no_fault() -> None:
    """Soft, usual, or as loud as it may be."""
    assert [fault_of(voice(peak)) for peak in (0.02, 0.5, 0.99)] == [None] * 3


def test_a_quiet_room_is_not_a_dead_microphone() -> None:
    """The softest hiss is more than nothing."""
    hiss = np.random.default_rng(5).normal(0, gain(-90), RATE_HERTZ * 4).astype(np.float32)
    assert fault_of(hiss) is None
    assert fault_of(np.zeros_like(hiss)) == "dead"


@pytest.mark.parametrize("stuck_at", [0.0, 0.3, -1.0])
def test_a_microphone_that_gives_one_value_is_dead(stuck_at: float) -> None:
    """Whatever the value is."""
    assert fault_of(np.full(RATE_HERTZ * 3, stuck_at, np.float32)) == "dead"


def test_a_moment_of_nothing_is_no_fault() -> None:
    """A device may begin so, and a file may be empty."""
    assert fault_of(np.zeros(round((DEAD_SECONDS - 0.1) * RATE_HERTZ), np.float32)) is None
    assert fault_of(np.zeros(0, np.float32)) is None


@pytest.mark.parametrize("over_db", [6.0, 12.0, 20.0])
def test_a_voice_that_is_cut_off_at_its_tops_is_clipped(over_db: float) -> None:
    """Also when it was made softer afterwards."""
    cut = np.clip(voice(1.0) * np.float32(gain(over_db)), -1, 1)
    assert fault_of(cut) == "clipped"
    assert fault_of(cut * np.float32(0.1)) == "clipped"


def softly(sound: Samples, loudest_step: int) -> Samples:
    """As a sound card counts it, 32,767 steps to each side, where the level is turned nearly off."""
    counted: Samples = (np.round(sound / np.abs(sound).max() * loudest_step) / 32768).astype(np.float32)
    return counted


@pytest.mark.parametrize("loudest_step", [1, 2, 5, 30, 300])
def test_a_microphone_that_is_turned_nearly_off_is_not_called_too_loud(loudest_step: int) -> None:
    """So soft, every sound is flat at its ends: it is made of a few steps. Nothing is said of what is not known."""
    hiss = np.random.default_rng(1).normal(0, 1, 2 * RATE_HERTZ).astype(np.float32)
    assert [fault_of(softly(sound, loudest_step)) for sound in (voice(), hiss)] == [None, None]


@pytest.mark.parametrize("step", [0.3, -0.05, 0.9])
def test_a_sound_that_moves_away_from_zero_is_not_called_too_loud(step: float) -> None:
    """A device that starts does so: the sound is flat for long, but no top of it is cut off."""
    moved = voice(0.02) + np.where(SECONDS > 0.3, np.float32(step), np.float32(0))
    assert fault_of(moved.astype(np.float32)) == "offset"


@pytest.mark.parametrize("hertz", [50.0, 60.0])
def test_the_mains_is_heard_between_the_words(hertz: float) -> None:
    """Twenty dB softer than the voice it is a hum all the same."""
    assert fault_of(voice() + hum(hertz, 0.05)) == "hum"
    assert fault_of(hum(hertz, 0.3)) == "hum"


def test_a_voice_is_no_hum_though_it_is_low() -> None:
    """A man's voice has the mains' frequencies too, but does not stay on them."""
    low = resample(voice(), RATE_HERTZ, RATE_HERTZ * 3 // 2)
    assert fault_of(low) is None


@pytest.mark.parametrize("offset", [0.05, -0.3])
def test_a_sound_that_does_not_swing_around_zero_has_an_offset(offset: float) -> None:
    """Sound has no mean, electronics have."""
    assert fault_of(voice() + np.float32(offset)) == "offset"


def test_a_telephone_s_sound_is_narrow() -> None:
    """8 kHz in a file that says 16 kHz."""
    telephone = resample(resample(voice(), RATE_HERTZ, RATE_HERTZ // 2), RATE_HERTZ // 2, RATE_HERTZ)
    assert fault_of(telephone) == "narrow"


def test_a_level_is_that_of_the_swing() -> None:
    """An offset is not loud."""
    tone = (0.1 * np.sqrt(2) * np.sin(2 * np.pi * 1000 * SECONDS)).astype(np.float32)
    assert level_db(tone) == pytest.approx(-20, abs=0.1)
    assert level_db(tone + np.float32(0.5)) == pytest.approx(-20, abs=0.1)
    assert level_db(np.zeros(10, np.float32)) == -np.inf


def test_a_microphone_is_watched_without_growing_in_memory() -> None:
    """An hour holds no more than six seconds; a reset forgets them."""
    meter = Meter()
    dead, alive = np.zeros(FRAME_SAMPLES, np.float32), np.full(FRAME_SAMPLES, 0.01, np.float32)
    for _ in range(1000):
        meter.hear(alive * np.float32(np.random.default_rng(1).normal()))
    for _ in range(1000):
        meter.hear(dead)
    assert meter.fault() == "dead"
    meter.reset()
    assert meter.fault() is None
