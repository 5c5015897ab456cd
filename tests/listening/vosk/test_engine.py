"""Vosk as an engine, over the test model: what the library really does."""

import logging
from pathlib import Path

import numpy as np
import pytest

from coach.effects import Expectation
from coach.errors import DeviceError
from coach.listening.vosk.engine import VoskEngine
from coach.ports import RATE_HERTZ
from tests.listening.speech import spoken

ANSWERS = Expectation(("yes", "no", "stop", "i don't know"))


@pytest.fixture(scope="module")
def engine(vosk_folder: Path) -> VoskEngine:
    """The real library, in this process."""
    return VoskEngine(vosk_folder)


@pytest.mark.engines
@pytest.mark.parametrize("phrase", ANSWERS.phrases)
def test_both_decodes_hear_a_phrase(engine: VoskEngine, phrase: str) -> None:
    """They agree, so nothing is between them."""
    recognition = engine.recognise(spoken(phrase), ANSWERS)
    assert recognition.ranked[0][0] == phrase
    assert recognition.gap == 0
    assert 0.4 < recognition.ranked[0][1] <= 1.0


@pytest.mark.engines
def test_a_word_outside_the_grammar_is_heard_openly(engine: VoskEngine) -> None:
    """The closed decode may take it for something: the open one does not agree."""
    recognition = engine.recognise(spoken("seven"), ANSWERS)
    assert recognition.open_text == "seven"
    assert recognition.gap > 0


@pytest.mark.engines
def test_words_that_sound_alike_are_not_told_apart(engine: VoskEngine) -> None:
    """Somebody who says "no" may have said "know", as far as a recogniser can tell."""
    recognition = engine.recognise(spoken("no"), Expectation(("know", "i don't know")))
    assert (recognition.ranked[0][0], recognition.gap) == ("know", 0)


@pytest.mark.engines
def test_words_in_another_order_are_no_phrase(engine: VoskEngine) -> None:
    """A grammar of Vosk's is a bigram: it lets the words of its phrases follow each other as they like."""
    assert engine.recognise(spoken("i know"), Expectation(("i don't know",))).ranked == ()


@pytest.mark.engines
def test_a_pause_within_a_reply_does_not_cut_it(engine: VoskEngine) -> None:
    """Vosk ends its utterance there; ours goes on."""
    recognition = engine.recognise(spoken("stop", "i don't know", pause_seconds=2.0), ANSWERS)
    assert recognition.open_text == "stop i don't know"


@pytest.mark.engines
def test_phrases_with_unknown_words_are_told_once_and_left_out(
    vosk_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The library would drop just those words, and hear something else."""
    engine = VoskEngine(vosk_folder)
    expectation = Expectation(("stop", "stop the carousel"))
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert engine.recognise(spoken("stop"), expectation).ranked[0][0] == "stop"
    assert [record.getMessage().endswith("carousel") for record in caplog.records] == [True]


@pytest.mark.engines
@pytest.mark.parametrize("expectation", [ANSWERS, Expectation(()), Expectation(("carousel",))])
def test_silence_and_an_empty_grammar_are_no_trouble(engine: VoskEngine, expectation: Expectation) -> None:
    """An empty grammar given to the library would leave a dangling pointer."""
    for seconds in (0.0, 1.0):
        recognition = engine.recognise(np.zeros(int(seconds * RATE_HERTZ), np.float32), expectation)
        assert (recognition.ranked, recognition.open_text) == ((), "")
        assert recognition.gap == float("inf")


@pytest.mark.engines
def test_a_folder_without_a_model_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """In one error of ours, and without Kaldi's own lines."""
    with pytest.raises(DeviceError, match=r"Vosk cannot read this speech model.*coach models fetch"):
        VoskEngine(tmp_path)
    assert capfd.readouterr().err == ""
