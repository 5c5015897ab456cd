"""The noise of a room."""

from pathlib import Path

import numpy as np
import pytest

from coach.errors import CallerError
from coach.ports import RATE_HERTZ, Samples
from coach.rehearsal.noise import LOOP_SECONDS, hiss, loop
from coach.rehearsal.persona import Noise
from coach.sound.wav import write_sound
from tests.fakes.voice import FakeVoice

SYNTHETIC = ["pink", "hum", "babble"]


def noise(kind: str, seed: int = 1, level_db: float = -45.0) -> Samples:
    """A loop of one kind."""
    made = loop(Noise.model_validate({"kind": kind}), level_db, seed, FakeVoice(), Path())
    assert made is not None
    return made


def level_db(samples: Samples) -> float:
    """RMS below full scale."""
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64))))


@pytest.mark.parametrize("kind", SYNTHETIC)
def test_noise_is_as_loud_as_it_was_asked_for(kind: str) -> None:
    """Half a minute of it, within half a dB."""
    made = noise(kind, level_db=-52.0)
    assert level_db(made) == pytest.approx(-52.0, abs=0.5)
    assert len(made) == LOOP_SECONDS * RATE_HERTZ
    assert made.dtype == np.float32


@pytest.mark.parametrize("kind", SYNTHETIC)
def test_the_same_seed_gives_the_same_noise(kind: str) -> None:
    """Sample for sample; another seed gives another."""
    assert np.array_equal(noise(kind, seed=2), noise(kind, seed=2))
    assert not np.array_equal(noise(kind, seed=2), noise(kind, seed=3))


@pytest.mark.parametrize("kind", ["pink", "hum"])
def test_the_loop_has_no_seam(kind: str) -> None:
    """From its last sample to its first is no larger a step than elsewhere."""
    made = noise(kind)
    assert abs(made[0] - made[-1]) <= np.abs(np.diff(made)).max()


def test_pink_noise_is_as_strong_in_each_octave() -> None:
    """Within one dB from 125 Hz to 4 kHz."""
    power = np.abs(np.fft.rfft(noise("pink"))) ** 2
    hertz = np.fft.rfftfreq(LOOP_SECONDS * RATE_HERTZ, 1 / RATE_HERTZ)
    octaves = [10 * np.log10(power[(hertz >= low) & (hertz < 2 * low)].sum()) for low in (125, 250, 500, 1000, 2000)]
    assert max(octaves) - min(octaves) < 1.0


def test_a_room_without_noise_is_quiet() -> None:
    """No loop at all."""
    assert loop(Noise(), -45.0, 1, FakeVoice(), Path()) is None


def test_a_recording_is_found_beside_the_persona(tmp_path: Path) -> None:
    """And brought to the level."""
    write_sound(tmp_path / "fan.wav", np.full(16_000, 0.25, np.float32))
    made = loop(Noise(kind="file", file="fan.wav"), -40.0, 1, FakeVoice(), tmp_path)
    assert made is not None
    assert level_db(made) == pytest.approx(-40.0, abs=0.1)


def test_another_seed_begins_elsewhere_in_a_recording(tmp_path: Path) -> None:
    """Nothing of it is lost, and the same seed begins at the same place."""
    write_sound(tmp_path / "fan.wav", np.linspace(-0.5, 0.5, 16_000, dtype=np.float32))
    first, second, again = (
        loop(Noise(kind="file", file="fan.wav"), -40.0, seed, FakeVoice(), tmp_path) for seed in (1, 2, 1)
    )
    assert first is not None and second is not None and again is not None
    assert np.array_equal(first, again) and not np.array_equal(first, second)
    assert np.allclose(np.sort(first), np.sort(second))


def test_a_recording_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With its path."""
    with pytest.raises(CallerError, match=r"fan\.wav"):
        loop(Noise(kind="file", file="fan.wav"), -40.0, 1, FakeVoice(), tmp_path)


def test_a_microphone_hisses_even_in_a_room_without_noise() -> None:
    """Too softly to be heard, but it is no dead microphone."""
    sound = hiss(1)
    assert -95 < 10 * np.log10(np.square(sound, dtype=np.float64).mean()) < -85
    assert np.array_equal(sound, hiss(1))
