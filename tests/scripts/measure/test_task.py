"""What is measured."""

from pathlib import Path

import pytest
import yaml

from coach.commands.hear import expectation_from
from coach.content.pack import Pack
from models.speech.corpus import Clip
from models.speech.strange import STRANGE_WORDS
from scripts.measure.task import CARRIERS, RISK, TASKS

ONE_OF_EACH = {
    "commands": [Clip(Path("a"), word, word, "ann") for word in ("yes", "go")],
    "digits": [Clip(Path("b"), "seven", "seven", "ann")],
    "other_words": [Clip(Path("c"), word, word, "ann") for word in ("tree", "three")],
    "off_topic": [Clip(Path("d"), "(a coffee order)", "(a coffee order)", "")],
    "no_speech": [Clip(Path("e"), "", "", "")],
}
SPOKEN = {
    "strange-words", "strange-words-rating", "global-words", "carriers", "other-carriers", "held-out-carriers", "risk",
    "phrases",
}  # fmt: skip
RECORDED = [name for name in TASKS if name not in SPOKEN]


@pytest.mark.parametrize("name", RECORDED)
def test_recordings_answer_what_is_expected_or_nothing(name: str, english: Pack) -> None:
    """A clip's meaning is one of the expected phrases, unless no answer is right."""
    task = TASKS[name]
    expectation = expectation_from(task.expect(english.words), english.words)
    meant = {clip.means for clip in task.clips(ONE_OF_EACH, english.words)}
    assert meant and (meant == {""} if task.sort == "nothing" else meant <= set(expectation.phrases))


def test_a_number_is_no_other_word_where_numbers_are_expected(english: Pack) -> None:
    """Words that the grammar holds are not counted."""
    clips = TASKS["other-words-rating"].clips(ONE_OF_EACH, english.words)
    assert [clip.said for clip in clips] == ["tree"]


@pytest.mark.parametrize("of_list", ["tuned_on", "held_out"])
def test_the_carriers_that_are_not_in_the_pack_are_not(of_list: str, english: Pack) -> None:
    """At least most of them: the pack may learn some. Each has one gap, and stands in one list."""
    lists = yaml.safe_load(CARRIERS.read_text(encoding="utf-8"))
    known = english.words.number_phrases()
    strange = [carrier for carrier in lists[of_list] if carrier.format(number="seven") not in known]
    assert len(strange) > len(lists[of_list]) * 0.9
    assert all(carrier.count("{number}") == 1 for carrier in lists[of_list])
    assert set(lists["tuned_on"]).isdisjoint(lists["held_out"])


def test_the_sentences_about_risk_are_each_in_one_list() -> None:
    """And every list of risks has its harmless neighbours."""
    lists = yaml.safe_load(RISK.read_text(encoding="utf-8"))
    sentences = [sentence for found in lists.values() for sentence in found]
    assert len(sentences) == len(set(sentences))
    assert {name for name in lists if not name.endswith("_benign")} == {"listed", "unseen", "fresh"}
    assert all(len(lists[name]) == len(lists[f"{name}_benign"]) for name in ("listed", "unseen", "fresh"))


@pytest.mark.parametrize("task", ["strange-words", "strange-words-rating"])
def test_strange_words_answer_nothing(task: str, english: Pack) -> None:
    """None of them is expected where they are said, and each stands once."""
    expectation = expectation_from(TASKS[task].expect(english.words), english.words)
    assert len(set(STRANGE_WORDS)) == len(STRANGE_WORDS)
    assert set(expectation.phrases).isdisjoint(STRANGE_WORDS)
