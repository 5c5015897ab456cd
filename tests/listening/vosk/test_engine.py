"""Vosk as an engine, over the test model: what the library really does."""

import logging
from pathlib import Path

import numpy as np
import pytest

from coach.effects import Expectation, OtherWords
from coach.errors import DeviceError
from coach.listening.vosk.engine import VoskEngine, compare, risky_readings
from coach.ports import RATE_HERTZ, Samples
from tests.listening.speech import OTHERS, spoken

ANSWERS = Expectation(("yes", "no", "stop", "i don't know"))


@pytest.fixture(scope="module")
def engine(vosk_folder: Path) -> VoskEngine:
    """The real library, in this process."""
    return VoskEngine(vosk_folder)


def follow(engine: VoskEngine, samples: Samples, since: int = 0) -> None:
    """Let it hear a reply in pieces of a fifth of a second."""
    for start in range(since, len(samples), 3200):
        engine.follow(samples[start : start + 3200], start, ANSWERS)


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
    recognition = engine.recognise(spoken("no"), Expectation(("know", "i don't know"), others=OTHERS))
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
def test_a_reply_is_heard_while_it_is_spoken(engine: VoskEngine) -> None:
    """What was followed is the same as what is heard at once; only the rest is decoded at the end."""
    reply = spoken("i don't know")
    at_once = engine.recognise(reply, ANSWERS)
    follow(engine, reply[:-4000])
    assert engine.recognise(reply, ANSWERS) == at_once
    assert at_once.ranked[0][0] == "i don't know"


@pytest.mark.engines
def test_somebody_who_goes_on_after_an_early_answer_is_heard_as_a_whole(engine: VoskEngine) -> None:
    """The end of an utterance cannot be taken back in Vosk; the sound was kept."""
    reply = spoken("i", "don't know", pause_seconds=0.3)
    early = len(spoken("i"))
    follow(engine, reply[:early])
    assert engine.recognise(reply[:early], ANSWERS).open_text == "i"
    follow(engine, reply, since=early)
    assert engine.recognise(reply, ANSWERS).ranked[0][0] == "i don't know"


@pytest.mark.engines
def test_what_was_followed_of_another_reply_is_forgotten(engine: VoskEngine) -> None:
    """Another sound, another question, a part in between that got lost, or a process that is new."""
    reply, stop = spoken("yes"), spoken("stop")
    follow(engine, stop)
    assert engine.recognise(reply, ANSWERS).ranked[0][0] == "yes"
    follow(engine, stop)
    assert engine.recognise(stop, Expectation(("stop", "pause"))).ranked[0][0] == "stop"
    engine.follow(stop[:8000], 0, ANSWERS)
    engine.follow(stop[9000:], 9000, ANSWERS)
    assert engine.recognise(stop, ANSWERS).ranked[0][0] == "stop"


@pytest.mark.engines
def test_another_word_need_not_become_an_answer(engine: VoskEngine) -> None:
    """It is nearer to a decoy, which is told beside the phrases."""
    recognition = engine.recognise(spoken("tree"), Expectation(("three", "two"), others=OTHERS))
    assert recognition.ranked == ()
    assert recognition.other is not None
    assert recognition.other[0] == "tree"


@pytest.mark.engines
def test_a_hesitation_before_an_answer_is_no_difference(engine: VoskEngine) -> None:
    """ "Um, yes" is a yes; the open text keeps what was said."""
    hesitant = Expectation(("yes", "no"), hesitations=("um", "well"))
    recognition = engine.recognise(spoken("um", "yes", pause_seconds=0.3), hesitant)
    assert (recognition.ranked[0][0], recognition.gap) == ("yes", 0)
    assert recognition.open_text.endswith("yes")


def test_an_accent_that_nobody_hears_is_no_difference() -> None:
    """Spanish "sí" and "si" are said the same; the pack says so, and the answer keeps its accent."""
    expectation = Expectation(("sí", "no"), others=OtherWords(same_sound={"si": "sí"}))
    recognition = compare([("sí", 0.9)], ["si"], 0.9, expectation)
    assert (recognition.ranked[0][0], recognition.gap) == ("sí", 0.0)
    assert compare([("sí", 0.9)], ["si"], 0.9, Expectation(("sí", "no"))).gap == 1.0


@pytest.mark.parametrize(
    ("closed", "opened", "ranked", "gap"),
    [
        (["yes"], "yes", ["yes"], 0.0),
        (["yes"], "guess", ["yes"], 1.0),
        (["yes"], "no", ["yes", "no"], 1.0),
        (["[unk]", "yes"], "oh yes", ["yes"], 0.5),
        (["tree"], "three", ["three"], 1.0),
        (["[unk]"], "three", ["three"], float("inf")),
        (["yes"], "", ["yes"], float("inf")),
        (["tree"], "tree", [], float("inf")),
    ],
)
def test_two_decodes_are_compared(closed: list[str], opened: str, ranked: list[str], gap: float) -> None:
    """Where they agree on a phrase there is no gap; where one of them heard nothing there is no end of it."""
    expectation = Expectation(("yes", "no", "three"))
    recognition = compare([(word, 0.9) for word in closed], opened.split(), 0.8, expectation)
    assert ([phrase for phrase, _ in recognition.ranked], recognition.gap) == (ranked, gap)


def test_phrases_that_mean_the_same_are_no_difference() -> None:
    """ "A seven" and "seven" are one answer."""
    expectation = Expectation(("seven", "a seven", "ten"), {"seven": 7, "a seven": 7, "ten": 10})
    recognition = compare([("a", 0.9), ("seven", 0.9)], ["seven"], 0.8, expectation)
    assert (recognition.ranked, recognition.gap) == ((("a seven", 0.9),), 0.0)


@pytest.mark.parametrize(
    ("closed", "opened", "readings"),
    [
        ("i took too much", "i talk too much", ("i took too much",)),
        ("i took too much", "the soup was cold", ()),
        ("i took too much", "", ()),
        ("i talk too much", "i talk too much", ()),
    ],
)
def test_a_risk_that_only_the_closed_decode_heard_is_another_reading(
    closed: str, opened: str, readings: tuple[str, ...]
) -> None:
    """If the open one heard something like it: the safety listener reads both."""
    assert risky_readings(closed.split(), opened.split(), ("took too much", "kill myself")) == readings


@pytest.mark.engines
def test_risk_phrases_are_in_the_grammar(engine: VoskEngine) -> None:
    """Whatever is asked, and without being taken for an answer."""
    expectation = Expectation(("yes", "no"), risks=("took too much",))
    recognition = engine.recognise(spoken("i took too much"), expectation)
    assert recognition.ranked == ()
    assert recognition.open_text == "i took too much"


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
