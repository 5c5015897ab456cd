"""Moonshine as an engine: one pass, two hearings."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.content.script import Ask, Step
from coach.conversation.understanding import vocabulary_of
from coach.effects import Expectation
from coach.listening.moonshine.engine import MoonshineEngine, best_of_each_meaning
from coach.ports import RATE_HERTZ
from tests.listening.speech import OTHERS, spoken

ANSWERS = Expectation(("yes", "yeah", "no", "stop"), meanings={"yes": "yes", "yeah": "yes"})


def test_phrases_that_mean_the_same_are_one_answer() -> None:
    """Their probabilities are added, and the likelier one gives the name; numbers are a meaning too."""
    ranked = best_of_each_meaning({"yes": np.log(0.2), "yeah": np.log(0.3), "no": np.log(0.4)}, ANSWERS)
    assert [phrase for phrase, _ in ranked] == ["yeah", "no"]
    assert ranked[0][1] == pytest.approx(np.log(0.5))
    rating = Expectation(("six", "a six", "seven"), {"six": 6, "a six": 6, "seven": 7})
    assert [phrase for phrase, _ in best_of_each_meaning({"six": -2.0, "a six": -1.0, "seven": -1.5}, rating)] == [
        "a six",
        "seven",
    ]


@pytest.fixture(scope="module")
def engine(moonshine_folder: Path) -> MoonshineEngine:
    """The real one, in this process."""
    return MoonshineEngine(moonshine_folder)


@pytest.mark.engines
def test_a_reply_is_heard_openly_and_against_what_was_expected(engine: MoonshineEngine) -> None:
    """Where both agree the gap is small."""
    recognition = engine.recognise(spoken("stop"), ANSWERS)
    assert recognition.ranked[0][0] == "stop"
    assert recognition.open_text.startswith("Stop")
    assert recognition.gap < 2.0


@pytest.mark.engines
def test_a_clear_reply_has_a_second_best_all_the_same(engine: MoonshineEngine) -> None:
    """Of another meaning, far behind: the winner's other names are no second."""
    first, second = engine.recognise(spoken("yes"), ANSWERS).ranked[:2]
    assert ANSWERS.meaning(first[0]) == "yes"
    assert second[0] in ("no", "stop")
    assert second[1] < first[1] - 1.0


HESITANT = Expectation(("six", "a six", "one", "stop"), {"six": 6, "a six": 6, "one": 1}, hesitations=("well", "um"))


@pytest.mark.engines
def test_a_phrase_after_a_hesitation_is_scored_as_it_stands(engine: MoonshineEngine) -> None:
    """ "Well, a six" is a clear six."""
    recognition = engine.recognise(spoken("well, a six"), HESITANT)
    assert recognition.ranked[0][0] in ("six", "a six")
    assert recognition.gap < 3.0


@pytest.mark.engines
def test_words_that_answer_nothing_are_heard_beside_the_phrases(engine: MoonshineEngine) -> None:
    """A decoy comes before "no", and is none of the ranked phrases."""
    recognition = engine.recognise(spoken("go"), replace(ANSWERS, others=OTHERS))
    assert recognition.other is not None
    assert recognition.other[0] == "go"
    assert not recognition.ranked or recognition.other[1] > recognition.ranked[0][1]


@pytest.mark.engines
@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("i would give it a seven", "seven"),
        ("it was higher but now it's seven", "seven"),
        ("now it's only a four", "four"),
    ],
)
def test_a_number_is_found_in_a_sentence_that_nobody_wrote_down(
    engine: MoonshineEngine, english: Pack, said: str, name: str
) -> None:
    """And is compared with every other number in its place, though the open decode hears "a servant"."""
    rating = vocabulary_of(Step(ask=Ask(rating="craving")), english.words).expectation(8.0)
    naming = engine.recognise(spoken(said), rating).naming
    assert naming is not None
    assert naming.ranked[0][0] == name and naming.margin > 2.0


@pytest.mark.engines
def test_speech_about_something_else_is_far_from_every_phrase(engine: MoonshineEngine) -> None:
    """Nothing is ranked, or the gap is wide."""
    recognition = engine.recognise(spoken("i keep thinking that i cannot do this"), ANSWERS)
    assert "thinking" in recognition.open_text
    assert recognition.gap > 8.0


@pytest.mark.engines
def test_noise_comes_to_an_end(engine: MoonshineEngine) -> None:
    """The model can repeat itself for ever; it is stopped."""
    hiss = np.random.default_rng(1).normal(0, 0.3, 12 * RATE_HERTZ).astype(np.float32)
    assert len(engine.recognise(hiss, ANSWERS).open_text) < 400
