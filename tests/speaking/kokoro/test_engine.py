"""The voice Kokoro, where its models are installed; and what is told where they are not whole."""

import re
from pathlib import Path

import numpy as np
import pytest

from coach import models, settings
from coach.effects import Expectation
from coach.errors import DeviceError
from coach.events import Heard
from coach.listening.listener import Listener
from coach.listening.recording import hear_sound
from coach.ports import RATE_HERTZ
from coach.speaking.kokoro.engine import NETWORK, Kokoro

LINE = "Settle where you are. Let your feet rest on the floor, and feel it hold you."


@pytest.fixture(scope="module")
def kokoro() -> Kokoro:
    """Its voice of the English pack."""
    folder = settings.load().models_folder
    network, voices = (models.installed(name, folder) for name in models.KOKORO)
    if network is None or voices is None:
        pytest.skip(f"Kokoro is not there: run `coach models fetch` with {' and with '.join(models.KOKORO)}")
    return Kokoro(network / NETWORK, voices / "af_heart.bin", "en-us")


@pytest.mark.engines
def test_an_ear_understands_every_word_of_it(kokoro: Kokoro, moonshine_tiny: Listener) -> None:
    """An ear that has never heard it."""
    heard = hear_sound(moonshine_tiny, kokoro.synthesise(LINE, 1.0), Expectation((), open_words=True))
    assert isinstance(heard, Heard)
    assert re.findall("[a-z]+", heard.open_text.lower()) == re.findall("[a-z]+", LINE.lower())


@pytest.mark.engines
def test_it_does_not_hurry(kokoro: Kokoro) -> None:
    """Some 140 words a minute, and slower when asked; no word is cut short by that."""
    spoken, slower = kokoro.synthesise(LINE, 1.0), kokoro.synthesise(LINE, 0.8)
    words_a_minute = len(LINE.split()) / (len(spoken) / RATE_HERTZ) * 60
    assert 110 <= words_a_minute <= 160
    assert 1.1 < len(slower) / len(spoken) < 1.4


@pytest.mark.engines
@pytest.mark.parametrize("word", ["Good.", "Stop!", "Ready?"])
def test_a_single_word_is_spoken_too(kokoro: Kokoro, word: str) -> None:
    """And is about as long as one."""
    sound = kokoro.synthesise(word, 1.0)
    assert 0.3 < len(np.flatnonzero(np.abs(sound) > 0.01)) / RATE_HERTZ < 1.2


def test_a_broken_model_is_named_with_what_helps(tmp_path: Path) -> None:
    """Whose voice it has, and the network."""
    network, voice = tmp_path / NETWORK, tmp_path / "af_heart.bin"
    network.write_bytes(b"no network")
    for content, named in ((b"no voice", "af_heart.bin: is no voice of Kokoro's"), (bytes(522_240), NETWORK)):
        voice.write_bytes(content)
        with pytest.raises(DeviceError, match=re.escape(named)) as told:
            Kokoro(network, voice, "en-us").speak("", 1.0)
        assert told.value.fix == "Run `coach models verify`."
