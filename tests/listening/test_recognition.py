"""An engine in its worker process, which may die in the middle of a reply."""

import os
from pathlib import Path

import numpy as np
import pytest

from coach.effects import Expectation
from coach.errors import DeviceError
from coach.listening.recognition import EngineInWorker, Recognition
from coach.ports import RATE_HERTZ, Samples

SECOND: Samples = np.full(RATE_HERTZ, 0.5, np.float32)


class Fragile:
    """Recognises how long a sound is. Dies the first time that it hears something loud."""

    def __init__(self, folder: Path) -> None:
        self._mark = folder / "died"

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """One phrase, scored with the seconds of the sound."""
        if samples.any() and not self._mark.exists():
            self._mark.touch()
            os.abort()
        return Recognition((("heard", len(samples) / RATE_HERTZ),), "", 0.0)


class Missing:
    """Cannot be made."""

    def __init__(self, folder: Path) -> None:
        raise DeviceError(f"{folder}: this file is damaged.", "Fetch it again.")


@pytest.mark.engines
def test_an_engine_that_dies_is_asked_again_with_the_same_sound(tmp_path: Path) -> None:
    """The person need not say it twice."""
    engine = EngineInWorker("The test engine", Fragile, tmp_path)
    assert engine.recognise(SECOND, Expectation(("heard",))).ranked == (("heard", 1.0),)
    assert (tmp_path / "died").exists()
    engine.close()


def test_an_engine_that_cannot_be_made_is_an_error_at_once(tmp_path: Path) -> None:
    """Before anybody has said a word."""
    with pytest.raises(DeviceError, match="damaged"):
        EngineInWorker("The test engine", Missing, tmp_path)
