"""Model, voice and ear. The ear is tried in tests/commands/test_doctor.py."""

import shutil
from pathlib import Path

import pytest

from coach.doctor.speech_check import Speech, model
from coach.errors import DeviceError
from coach.ports import RATE_HERTZ
from coach.settings import Settings


def test_a_model_that_is_not_there_can_be_brought(tmp_path: Path) -> None:
    """Where there is a network, and where there is none."""
    with pytest.raises(DeviceError, match=r"coach models fetch`, once.* --from FILE"):
        model(Settings(models_folder=tmp_path))


def test_a_model_of_which_a_part_is_missing_is_called_damaged(tmp_path: Path, moonshine_folder: Path) -> None:
    """And not missing: somebody who sees its folder would not believe it."""
    copy = shutil.copytree(moonshine_folder, tmp_path / moonshine_folder.name)
    (copy / "tokenizer.bin").unlink()
    with pytest.raises(DeviceError, match=f"{moonshine_folder.name} is damaged: tokenizer.bin"):
        model(Settings(models_folder=tmp_path))


@pytest.mark.engines
def test_what_is_said_aloud_is_short_and_rendered_just_now() -> None:
    """Some three seconds; nothing that was kept of another day."""
    speech = Speech(Settings())
    assert speech.voice().state == "ok"
    assert 1 < len(speech.greeting) / RATE_HERTZ < 6
