"""The faults that a pack can have, beyond the shape of its files: one code each, with what it means.

A check yields flaws: a place in the file, a code, a sentence. The loader turns them into faults with line and column.
Every code has a failing fixture in `tests/packs/`. Codes of the shape itself (D001 ...) are in `coach.document`.
"""

from collections.abc import Iterator
from typing import NamedTuple

from coach.document import Where

CODES = {
    "C001": "a file that every pack needs is missing",
    "C002": "a script's id is not its file's name",
    "C003": "two scripts have the same id",
    "C004": "a script's locale is not the pack's",
    "C005": "a script is called reviewed, but not by whom or when",
    "C006": "a script names no source",
    "C007": "a file is no part of a pack",
    "C008": "a recording belongs to no line",
    "C009": "the exercise for silent people asks something, or does not exist",
    "C010": "a way leads to a step that does not exist",
    "C011": "an exercise or a safety path is named that does not exist",
    "C012": "the suggested exercise is to start, but no step suggests one",
    "C013": "no way leads to this step",
    "C014": "from this step no way leads to an end",
    "C015": "the last step leads nowhere",
    "C016": "a circle of steps in which the person can never speak",
    "C017": "a way that is never taken",
    "C018": "a script leads where its part of the session cannot lead",
    "C020": "a branch reads a rating or a choice that no question remembers",
    "C021": "the bands of a rating do not rise to ten",
    "C022": "bands without a rating",
    "C030": "a question that can have no answer",
    "C031": "an answer has no phrases, here or in words.yaml",
    "C032": "a phrase is not written as it is spoken",
    "C033": "one phrase means two things",
    "C034": "an answer's phrase is also a word that works everywhere",
    "C035": "an answer's phrase is also a number",
    "C036": "a question has no hint",
    "C037": "a question, a silence or paced breathing is not announced",
    "C038": "the question is not in the last line of its step",
    "C040": "a line's id stands twice",
    "C041": "a gap in a line that nothing fills",
    "C042": "a line is too long to be taken in by ear",
    "C043": "two questions before the person can speak",
    "C044": "a word that hurts",
    "C045": "a line is not plain speech",
    "C046": "too much speech before the person can speak",
    "C047": "a line's id is not a plain name",
    "C050": "a phrase stands twice in words.yaml",
    "C051": "words.yaml lacks something that the coach needs",
    "C052": "a carrier needs one {number}",
    "C053": "a risk pattern that cannot be read",
    "C054": "a safety path that asks without a question",
    "C055": "a wake phrase that is said by chance",
}


class Flaw(NamedTuple):
    """What is wrong at a place in one file."""

    where: Where
    code: str
    message: str


Flaws = Iterator[Flaw]
