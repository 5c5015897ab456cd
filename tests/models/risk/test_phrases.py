"""The lists of phrases for the safety listener."""

from collections import Counter

import pytest

from coach.content.pack import Pack
from coach.content.pattern import plain
from models.risk.phrases import BOUNDS, HELD_OUT, STORIES, TUNED_ON, Phrase, phrases

LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


@LANGUAGES
def test_there_are_enough_of_each(language: str) -> None:
    """At least 400 to be caught over the five paths, at least 400 harmless, of each at least 50 held out."""
    every = list(phrases(language))
    wanted = Counter(phrase.wanted for phrase in every)
    assert wanted["risk"] + wanted["ask"] >= 400 and wanted["none"] >= 400
    for danger in ("risk", "ask", "none"):
        parts = Counter(phrase.part for phrase in every if phrase.wanted == danger)
        assert min(parts[TUNED_ON], parts[BOUNDS], parts[HELD_OUT]) >= 50


@LANGUAGES
def test_each_path_of_the_pack_has_phrases_of_both_kinds(language: str, english: Pack) -> None:
    """Explicit ones, and such as may be; all packs have the same paths."""
    kinds = {(phrase.kind, phrase.wanted) for phrase in phrases(language) if phrase.wanted != "none"}
    assert kinds == {(path, wanted) for path in english.risk.paths for wanted in ("risk", "ask")}


@LANGUAGES
def test_nothing_is_held_out_that_was_tuned_on(language: str) -> None:
    """Not in other capitals either."""
    tuned_on = {plain(phrase.said) for phrase in phrases(language) if phrase.part == TUNED_ON}
    assert tuned_on.isdisjoint(plain(phrase.said) for phrase in phrases(language) if phrase.part != TUNED_ON)


def test_a_batch_says_its_part_itself() -> None:
    """Whatever the hash of the words says: one that was mended for measures nothing any more."""
    phrase = Phrase("i want to die", "risk", "suicide")
    parts = (TUNED_ON, BOUNDS, HELD_OUT, STORIES)
    assert tuple(Phrase(phrase.said, "risk", "suicide", part).part for part in parts) == parts


def test_a_phrase_stays_in_its_part() -> None:
    """By its words, whatever is added to the lists."""
    assert Phrase("i want to die", "risk", "suicide").part == Phrase("i want to die", "none", "other").part
