"""From the phrase that was heard to what it means here."""

import pytest

from coach.content.pack import Pack
from coach.content.script import Answer, Ask, PaceCues, Step
from coach.conversation.understanding import (
    Chose,
    Rated,
    Settled,
    Wished,
    spoken_name,
    vocabulary_everywhere,
    vocabulary_of,
    vocabulary_to_confirm,
)

RATING = Step(ask=Ask(rating="craving_before"))


@pytest.mark.parametrize(
    ("phrase", "number"), [("zero", 0), ("seven", 7), ("about seven", 7), ("ten", 10), ("ten out of ten", 10)]
)
def test_a_rating_is_understood_bare_and_in_a_sentence(english: Pack, phrase: str, number: int) -> None:
    """ "Seven" and "about seven" are the same rating."""
    assert vocabulary_of(RATING, english.words).meaning(phrase) == Rated(number)


def test_the_ear_is_told_which_phrases_are_numbers(english: Pack) -> None:
    """So that what it hears carries the number."""
    assert vocabulary_of(RATING, english.words).expectation(8.0).numbers == english.words.number_phrases()


def test_the_global_words_belong_to_every_question(english: Pack) -> None:
    """Stop, help, pause and the others are understood wherever something is asked, and wherever nothing is."""
    for vocabulary in (vocabulary_of(RATING, english.words), vocabulary_everywhere(english.words)):
        understood = {m.name for m in vocabulary.meanings.values() if isinstance(m, Wished)}
        assert understood == set(english.words.everywhere)


def test_a_shared_answer_brings_its_phrases(english: Pack) -> None:
    """An author writes `"yes": {}` and gets every way to say yes."""
    vocabulary = vocabulary_of(Step(ask=Ask(answers={"yes": Answer()})), english.words)
    assert all(vocabulary.meaning(phrase) == Chose("yes") for phrase in english.words.shared["yes"])


def test_something_may_be_said_while_the_coach_waits(english: Pack) -> None:
    """ "Dizzy" is understood during paced breathing, if its author wants it to be."""
    breathing = Step(pace=PaceCues(inhale_seconds=5, exhale_seconds=5, breaths=3), during={"dizzy": Answer()})
    assert vocabulary_of(breathing, english.words).meaning("dizzy") == Chose("dizzy")


def test_a_number_may_be_corrected_when_it_is_read_back(english: Pack) -> None:
    """After "did you say seven, or five?" eight is an answer too."""
    around = vocabulary_of(RATING, english.words)
    vocabulary = vocabulary_to_confirm([Rated(7), Rated(5)], english.words, around)
    assert vocabulary.meaning("eight") == Rated(8)
    assert vocabulary.meaning("yes") == Settled(agreed=True)


def test_no_is_an_answer_where_no_was_the_candidate(english: Pack) -> None:
    """After "was that no?" a "no" means no, not that it was something else."""
    around = vocabulary_of(Step(ask=Ask(answers={"yes": Answer(), "no": Answer()})), english.words)
    assert vocabulary_to_confirm([Chose("no")], english.words, around).meaning("no") == Chose("no")


def test_a_meaning_is_read_back_in_its_plainest_words(english: Pack) -> None:
    """ "About a seven" is read back as "seven"."""
    assert spoken_name(Rated(7), vocabulary_of(RATING, english.words)) == "seven"
