"""Synthetic voices."""

from pathlib import Path

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.sound.wav import read_sound
from models.speech import voices


@pytest.fixture(autouse=True)
def spoken_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of its own for what is spoken."""
    monkeypatch.setattr(voices, "SPOKEN", tmp_path)
    return tmp_path


@pytest.mark.engines
@pytest.mark.parametrize("voice", voices.VOICES)
def test_every_voice_speaks(voice: str) -> None:
    """Loud enough to be heard."""
    sound = read_sound(voices.spoken("about a seven", "seven", voice).path)
    assert np.abs(sound).max() > 0.05


@pytest.mark.engines
def test_no_two_voices_are_the_same() -> None:
    """espeak-ng takes its usual voice where it does not know a variant, and does not say so."""
    sounds = {voices.spoken("seven", "seven", voice).path.read_bytes() for voice in voices.VOICES}
    assert len(sounds) == len(voices.VOICES)


@pytest.mark.engines
def test_what_was_spoken_once_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next measurement begins at once, even where the synthesiser is gone."""
    spoken = voices.spoken("seven", "seven", "flite slt")
    monkeypatch.setenv("PATH", "")
    assert voices.spoken("seven", "seven", "flite slt") == spoken


def test_a_missing_synthesiser_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DeviceError, match="apt install flite"):
        voices.spoken("seven", "seven", "flite slt")
