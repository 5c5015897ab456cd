"""How easily the lines are read, as a school grade: by heart, in distress, and by ear, where nobody can look back.

English: Flesch and Kincaid (1975). Spanish: Crawford (1989). `pack.yaml` says which. Both count words, sentences and
syllables, and were made for passages. With few words one syllable more or less moves the grade by several years, so a
short line is judged only as a part of its script. Syllables are counted in the sounds, not guessed from the spelling:
of 963 words of the English pack that way is wrong for 5, by the CMU dictionary; `pyphen`, which the library `textstat`
counts by, for 79, and `syllables` for 152. `textstat` also fetches a dictionary when it is first asked.
"""

# ruff: noqa: RUF001 - the letters of the phonetic alphabet look like others, and are none

import re
from collections.abc import Callable, Iterable, Mapping
from statistics import median
from typing import NamedTuple

from coach.content.faults import Flaw, Flaws
from coach.content.header import Formula
from coach.content.wording import words_in
from coach.document import Where

HIGHEST_GRADE = 6.0
HIGHEST_GRADE_OF_SCRIPT = 5.0
LONG_ENOUGH_WORDS = 10
"""From here on one syllable more or less is about one grade; a line of four words swings by three."""

SYLLABLE = re.compile(r"[aeo][ɪʊ]|ɔɪ|[iɪʊɛ]ə(?=ɹ)|əl(?![aeiouɐɑɒɔəɚɛɜɪʊʌ])|[aeiouyæɐɑɒɔəɚɛɜɝɪɨʊʉʌøœɘɵɤɯɞᵻ]ː?")
"""A vowel, a diphthong, or the vowel with the "r" of "near"."""


class Counts(NamedTuple):
    """What the formulas need of a text."""

    words: int
    sentences: int
    syllables: int


FORMULAS: Mapping[Formula, Callable[[Counts], float]] = {
    "flesch_kincaid": lambda c: 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59,
    "crawford": lambda c: -0.205 * 100 * c.sentences / c.words + 0.049 * 100 * c.syllables / c.words - 3.407,
}
"""The grade of a text."""


def spoken_words(text: str) -> list[str]:
    """The words of a line as it is written; gaps that the coach fills are left out, as their words are not known."""
    return words_in(re.sub(r"{\w*}", " ", text))


def count(text: str, sounds: Mapping[str, str]) -> Counts:
    """Words, sentences and syllables of a text. `sounds`: how each of its words is pronounced."""
    words = spoken_words(text)
    sentences = len(re.findall(r"[.?:]+(?=\s|$)", text))
    return Counts(len(words), max(1, sentences), sum(max(1, len(SYLLABLE.findall(sounds[word]))) for word in words))


def check_readability(
    lines: Iterable[tuple[Where, str, str]], sounds: Mapping[str, str], formula: Formula | None
) -> Flaws:
    """Whether each line that is long enough to be judged can be followed by somebody who left school early."""
    for where, _, text in lines:
        counts = count(text, sounds)
        if formula and counts.words >= LONG_ENOUGH_WORDS and (grade := _grade(counts, formula)) > HIGHEST_GRADE:
            told = f"grade {grade}; at most {HIGHEST_GRADE:g}: shorter sentences, or words of fewer syllables"
            yield Flaw(where, "C060", told)


def check_script_readability(texts: Iterable[str], sounds: Mapping[str, str], formula: Formula | None) -> Flaws:
    """Whether half of a script's lines are easier still. Short ones swing to both sides, and so move no median."""
    counts = [counted for text in texts if (counted := count(text, sounds)).words]
    if formula and sum(counted.words for counted in counts) >= LONG_ENOUGH_WORDS:
        grade = median(_grade(counted, formula) for counted in counts)
        if grade > HIGHEST_GRADE_OF_SCRIPT:
            told = f"the median of the script's lines is grade {grade:.1f}; at most {HIGHEST_GRADE_OF_SCRIPT:g}"
            yield Flaw(("steps",), "C061", told)


def _grade(counts: Counts, formula: Formula) -> float:
    return round(FORMULAS[formula](counts), 1)
