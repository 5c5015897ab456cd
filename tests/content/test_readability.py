"""Lines are easy enough to be followed by ear, in distress."""

import pytest

from coach.content.readability import FORMULAS, check_readability, check_script_readability, count, spoken_words
from coach.speaking.pronunciation import pronounce

# ruff: noqa: RUF001 - the letters of the phonetic alphabet
SOUNDS = {
    "sit": "sɪt", "down": "daʊn", "now": "naʊ", "quiet": "kwaɪət", "idea": "aɪdiə", "near": "nɪɹ", "able": "eɪbəl",
    "zero": "ziəɹoʊ", "cada": "kaða", "día": "dia", "situation": "sɪtʃuːeɪʃən",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("sit", 1), ("down", 1), ("quiet", 2), ("idea", 3), ("near", 1), ("able", 2), ("zero", 2), ("situation", 4)],
)
def test_syllables_are_counted_as_they_sound(word: str, syllables: int) -> None:
    """Not as they are spelled."""
    assert count(word, SOUNDS).syllables == syllables


def test_sentences_and_words_are_counted_without_gaps() -> None:
    """What the coach will fill in is not known yet."""
    assert spoken_words("Call {crisis_number} now.") == ["call", "now"]
    assert count("Sit. Sit down, now. Sit?", SOUNDS)[:2] == (5, 3)


def test_english_is_graded_by_flesch_and_kincaid() -> None:
    """Their formula: 0.39 words a sentence, 11.8 syllables a word, less 15.59."""
    assert FORMULAS["flesch_kincaid"](count("Sit down now.", SOUNDS)) == pytest.approx(0.39 * 3 + 11.8 - 15.59)


def test_spanish_is_graded_by_crawford() -> None:
    """By sentences and syllables in a hundred words."""
    assert FORMULAS["crawford"](count("Cada día.", SOUNDS)) == pytest.approx(-0.205 * 50 + 0.049 * 200 - 3.407)


def test_a_line_of_few_words_is_no_passage() -> None:
    """One long word in four says nothing about the grade; in twelve it does."""
    short, long = "Situation now.", "Situation " * 6 + "sit " * 6
    lines = [(("a",), "a", short), (("b",), "b", long)]
    assert [flaw.where for flaw in check_readability(lines, SOUNDS, "flesch_kincaid")] == [("b",)]


def test_short_lines_count_for_their_script() -> None:
    """It goes by the median of them all: one hard line among easy ones counts as one."""
    hard = check_script_readability(["Situation now."] * 6, SOUNDS, "flesch_kincaid")
    assert [flaw.code for flaw in hard] == ["C061"]
    mixed = ["Sit down now.", "Sit now.", "Sit down.", *["Situation now."] * 2, "Sit."]
    assert list(check_script_readability(mixed, SOUNDS, "flesch_kincaid")) == []


def test_a_language_without_a_formula_is_not_graded() -> None:
    """Rather than by that of another language."""
    assert list(check_script_readability(["Situation now."] * 6, SOUNDS, None)) == []


@pytest.mark.engines
def test_the_question_about_ability_is_not_too_hard() -> None:
    """Its words are fixed by the clinical notes; by hand it has 18 words in one sentence, and 22 syllables."""
    asked = "From zero to ten, how able are you, right now, to let this pass without acting on it?"
    sounds = pronounce(spoken_words(asked), "en-US")
    assert count(asked, sounds) == (18, 1, 22)
    assert list(check_readability([(("a",), "a", asked)], sounds, "flesch_kincaid")) == []
