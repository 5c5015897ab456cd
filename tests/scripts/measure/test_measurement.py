"""Clips through an ear."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.effects import Expectation
from coach.ports import RATE_HERTZ
from coach.sound.wav import write_sound
from models.speech.corpus import Clip
from models.speech.noise import Kitchen
from scripts.measure.measurement import Measurement, means
from tests.fakes.ear import FakeEar


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    """A second of sound in which somebody says seven."""
    path = tmp_path / "clip.wav"
    write_sound(path, (0.1 * np.sin(np.arange(RATE_HERTZ))).astype(np.float32))
    return Clip(path, "about a seven", "seven", "ann")


@pytest.fixture
def kitchen() -> Kitchen:
    """A second of noise."""
    return Kitchen(np.random.default_rng(1).normal(size=RATE_HERTZ).astype(np.float32))


def test_another_phrase_of_the_same_number_is_right(clip: Clip, english: Pack, kitchen: Kitchen) -> None:
    """An ear need not hear "about a" to hear seven."""
    measurement = Measurement(FakeEar(["seven", "eight", None]), english, kitchen)
    right, wrong, silent = measurement.hear("digits", [clip] * 3, None)
    assert (right.outcome, right.phrase, right.right) == ("accept", "seven", True)
    assert (wrong.outcome, wrong.phrase, wrong.right) == ("accept", "eight", False)
    assert (silent.outcome, silent.phrase, silent.right) == ("no_input", None, False)
    assert {hearing.noise for hearing in (right, wrong, silent)} == {"clean"}


def test_risk_is_found_as_in_a_session(clip: Clip, english: Pack, kitchen: Kitchen) -> None:
    """By the safety listener, in what was heard openly, though nothing of it is expected."""
    measurement = Measurement(FakeEar(["i want to kill myself", "not yet"]), english, kitchen)
    risk, harmless = measurement.hear("risk", [clip] * 2, None)
    assert (risk.outcome, risk.path) == ("reject", "suicide")
    assert harmless.path is None


def test_risk_in_writing_is_what_an_ear_could_find_at_best(clip: Clip, english: Pack, kitchen: Kitchen) -> None:
    """No sound is heard for it."""
    clips = [replace(clip, said=said) for said in ("i want to kill myself", "i want to hug him")]
    risk, harmless = Measurement(FakeEar(), english, kitchen).read("risk", clips)
    assert (risk.noise, risk.path, harmless.path) == ("in writing", "suicide", None)


def test_noise_reaches_the_ear(clip: Clip, english: Pack, kitchen: Kitchen) -> None:
    """In the silence around the words too: nobody answers within the eight seconds that the ear waits."""
    clean, noisy = FakeEar(), FakeEar()
    list(Measurement(clean, english, kitchen).hear("digits", [clip], None))
    (hearing,) = Measurement(noisy, english, kitchen).hear("digits", [clip], 6)
    assert hearing.noise == "6 dB"
    assert noisy.loud_frames > 2 * clean.loud_frames


def test_nothing_is_right_where_nothing_is_wanted() -> None:
    """Whatever is taken for an answer then is wrong."""
    assert not means("yes", "", Expectation(("yes",)))
    assert not means(None, "yes", Expectation(("yes",)))
    assert means("yeah", "yes", Expectation(("yes", "yeah"), meanings={"yes": "1", "yeah": "1"}))
