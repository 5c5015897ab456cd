"""The made-up person's voice."""

import numpy as np
import pytest

from coach.effects import Line
from coach.errors import CallerError, DeviceError, EngineError
from coach.ports import RATE_HERTZ
from coach.rehearsal.flite import Flite, require_language


@pytest.mark.engines
@pytest.mark.parametrize("name", ["kal16", "awb", "rms", "slt"])
def test_each_voice_speaks(name: str) -> None:
    """About half a second for "maybe a six", at 16 kHz."""
    voice = Flite(name)  # type: ignore[arg-type]
    voice.prepare([Line("a.b", "six")], 1.0)
    sound = voice.render(Line("a.b", "maybe a six"), 1.0)
    voice.close()
    assert sound.dtype == np.float32
    assert np.abs(sound).max() > 0.05
    assert 0.5 < len(sound) / RATE_HERTZ < 2.5


@pytest.mark.engines
def test_a_slower_rate_takes_longer() -> None:
    """At 0.8 a quarter longer, within a tenth."""
    line = Line("a.b", "it is like something pulling at me")
    usual, slow = (len(Flite("rms").render(line, rate)) for rate in (1.0, 0.8))
    assert slow / usual == pytest.approx(1.25, rel=0.1)


def test_without_flite_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before the session begins."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(DeviceError, match="sudo apt install flite"):
        Flite("rms")


def test_it_speaks_no_other_language() -> None:
    """Spanish read as English would tell nothing about a Spanish pack."""
    require_language("en")
    with pytest.raises(CallerError, match="Made-up people speak en, and the pack is in es"):
        require_language("es")


@pytest.mark.engines
def test_words_that_make_no_sound_file_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """flite that disappears in between is named."""
    voice = Flite("rms")
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(EngineError, match="flite rms made no sound"):
        voice.render(Line("a.b", "six"), 1.0)
