"""An engine in its worker process, which may die in the middle of a reply."""

import os
from pathlib import Path

import numpy as np
import pytest

from coach.effects import Expectation
from coach.errors import DeviceError
from coach.listening.recognition import EngineInWorker, Recognition, StreamingEngineInWorker
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


class FragileFollower:
    """Counts what it heard of a reply before it was asked. Dies the second time that it is given something loud."""

    def __init__(self, folder: Path) -> None:
        self._mark = folder / "died"
        self._followed = 0

    def follow(self, samples: Samples, start: int, expectation: Expectation) -> None:
        """Keep how much that was."""
        if samples.any() and start and not self._mark.exists():
            self._mark.touch()
            os.abort()
        self._followed += len(samples)

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """One phrase, scored with the seconds of the sound; the gap is what was followed of it, in seconds."""
        return Recognition((("heard", len(samples) / RATE_HERTZ),), "", self._followed / RATE_HERTZ)


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


@pytest.mark.engines
def test_an_engine_follows_a_reply(tmp_path: Path) -> None:
    """What it is given comes before the question, in order; nobody waits meanwhile."""
    (tmp_path / "died").touch()
    engine = StreamingEngineInWorker("The test engine", FragileFollower, tmp_path)
    expectation = Expectation(("heard",))
    engine.follow(SECOND, 0, expectation)
    engine.follow(SECOND, RATE_HERTZ, expectation)
    recognition = engine.recognise(np.tile(SECOND, 3), expectation)
    assert (recognition.ranked[0][1], recognition.gap) == (3.0, 2.0)
    engine.close()


@pytest.mark.engines
def test_an_engine_that_dies_while_it_follows_gets_the_whole_reply(tmp_path: Path) -> None:
    """The new process knows nothing of the beginning."""
    engine = StreamingEngineInWorker("The test engine", FragileFollower, tmp_path)
    expectation = Expectation(("heard",))
    engine.follow(SECOND, 0, expectation)
    engine.follow(SECOND, RATE_HERTZ, expectation)
    recognition = engine.recognise(np.tile(SECOND, 2), expectation)
    assert (tmp_path / "died").exists()
    assert (recognition.ranked[0][1], recognition.gap) == (2.0, 0.0)
    engine.close()


def test_an_engine_that_cannot_be_made_is_an_error_at_once(tmp_path: Path) -> None:
    """Before anybody has said a word."""
    with pytest.raises(DeviceError, match="damaged"):
        EngineInWorker("The test engine", Missing, tmp_path)
