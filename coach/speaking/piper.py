"""A more natural voice, for those who install it: Piper. Lives in a worker process (`coach.worker`).

GPL, therefore an extra and never imported unless the settings ask for it.
"""

import functools
import importlib.util
import json
from pathlib import Path
from typing import Any

import numpy as np

from coach.errors import CallerError, DeviceError
from coach.installation import how_to_install
from coach.ports import RATE_HERTZ, Samples
from coach.sound.wav import resample
from coach.speaking.loudness import even_out


def require_piper(model: Path | None) -> Path:
    """The path of the voice, `NAME.onnx`, its `NAME.onnx.json` beside it. Raises CallerError, DeviceError."""
    if importlib.util.find_spec("piper") is None:
        raise DeviceError("The voice Piper is not installed.", how_to_install("piper-tts"))
    if model is None:
        raise CallerError("The voice is piper, but no piper_model is set.", "Set it to the path of a Piper .onnx file.")
    for path in (model, _description_of(model)):
        if not path.is_file():
            raise DeviceError(f"{path}: this file of the Piper voice is missing.", "A Piper voice is two files.")
    return model


def require_language(model: Path, language: str) -> None:
    """Raises CallerError where a voice speaks another language than the pack's; its own file says which it speaks."""
    try:
        described = json.loads(_description_of(model).read_text(encoding="utf-8"))
        spoken = str(described["espeak"]["voice"]).partition("-")[0]
    except (OSError, ValueError, LookupError, TypeError):  # told when it is to speak
        return
    if spoken != language:
        raise CallerError(
            f"The Piper voice {model.name} speaks {spoken}, and the pack is in {language}.",
            "Set piper_model to a voice of that language, or take `voice: espeak`, which speaks it.",
        )


def _description_of(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


class Piper:
    """Speaks with one Piper voice."""

    def __init__(self, model: Path) -> None:
        self._model = model

    def synthesise(self, text: str, rate: float) -> Samples:
        """The sound of one utterance. Raises DeviceError if the voice's files are broken, or no sound came."""
        from piper import SynthesisConfig  # noqa: PLC0415 - an extra

        config = SynthesisConfig(length_scale=1 / rate)
        sentences = [
            resample(sentence.audio_float_array, sentence.sample_rate, RATE_HERTZ)
            for sentence in self._voice.synthesize(text, syn_config=config)
        ]
        if not sentences:
            raise DeviceError("Piper made no sound.", "Run `coach doctor`.")
        return even_out(np.concatenate(sentences))

    @functools.cached_property
    def _voice(self) -> Any:
        import onnxruntime  # noqa: PLC0415 - what Piper runs on
        from piper import PiperVoice  # noqa: PLC0415 - an extra

        onnxruntime.disable_telemetry_events()  # as in listening/moonshine/model.py
        try:
            return PiperVoice.load(self._model)
        except Exception as broken:
            raise DeviceError(f"{self._model}: is no working Piper voice ({broken}).", "Download it again.") from None
