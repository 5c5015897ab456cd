"""Piper, the optional voice."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from coach.effects import Line
from coach.errors import CallerError, DeviceError
from coach.speaking import voices
from coach.speaking.piper import require_language, require_piper
from coach.speaking.voice import PromptVoice

installed = pytest.mark.skipif(importlib.util.find_spec("piper") is None, reason="piper-tts is not installed")


@pytest.mark.skipif(importlib.util.find_spec("piper") is not None, reason="piper-tts is installed")
def test_without_piper_the_command_to_install_it_is_named(tmp_path: Path) -> None:
    """It is an extra."""
    with pytest.raises(DeviceError, match="-m pip install piper-tts"):
        PromptVoice(voices.piper(tmp_path / "voice.onnx"), None, None)


def test_nobody_who_does_not_ask_for_piper_loads_it() -> None:
    """Not even where it is installed: it is GPL."""
    program = "import sys, coach.speaking.voice\nprint('coach.speaking.piper' in sys.modules, 'piper' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False False"


def test_a_voice_of_another_language_is_refused(tmp_path: Path) -> None:
    """A Spanish pack read by an English voice could not be followed. What cannot be read is told when it speaks."""
    voice = tmp_path / "voice.onnx"
    require_language(voice, "es")
    (tmp_path / "voice.onnx.json").write_text('{"espeak": {"voice": "en-us"}}')
    require_language(voice, "en")
    with pytest.raises(CallerError, match=r"voice\.onnx speaks en, and the pack is in es"):
        require_language(voice, "es")


@installed
def test_a_voice_must_be_named() -> None:
    """There is no default voice file."""
    with pytest.raises(CallerError, match="piper_model"):
        require_piper(None)


@installed
def test_a_missing_file_of_the_voice_is_named(tmp_path: Path) -> None:
    """The voice or its description."""
    model = tmp_path / "voice.onnx"
    with pytest.raises(DeviceError, match=r"voice\.onnx:"):
        require_piper(model)
    model.write_bytes(b"")
    with pytest.raises(DeviceError, match=r"voice\.onnx\.json:"):
        require_piper(model)


@installed
@pytest.mark.engines
def test_a_broken_voice_is_named(tmp_path: Path) -> None:
    """Not a dead worker."""
    (tmp_path / "voice.onnx").write_bytes(b"not a network")
    (tmp_path / "voice.onnx.json").write_text("{}")
    voice = PromptVoice(voices.piper(tmp_path / "voice.onnx"), None, None)
    with pytest.raises(DeviceError, match="no working Piper voice"):
        voice.render(Line("x.y", "Hello."), 1.0)
    voice.close()
